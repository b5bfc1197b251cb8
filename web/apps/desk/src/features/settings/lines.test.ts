import { expect, it } from 'vitest'
import { linesOf, prefixesOf, wrongPrefix } from './lines'

it('takes what was typed apart, however it was set apart', () => {
  expect(linesOf(' a\nb, c；d\n\na ')).toEqual(['a', 'b', 'c', 'd'])
})

it('a prefix is a plus sign and digits, with the sign added where it was left out', () => {
  expect(prefixesOf('86\n+49 0044')).toEqual(['+86', '+49', '+44'])
  expect(wrongPrefix(['+86', '+'])).toBeUndefined()
  expect(wrongPrefix(['+86', '8a'])).toBe('8a')
})
