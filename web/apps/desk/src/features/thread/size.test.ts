import { expect, it } from 'vitest'
import { boxOf, sizeText } from './size'

it('says a size in the unit that reads best', () => {
  expect([0, 1023, 1536, 20_480, 3 * 1024 ** 3].map(sizeText)).toEqual([
    '0 B',
    '1023 B',
    '1.5 KB',
    '20 KB',
    '3.0 GB',
  ])
})

it('fits a picture into its box, never larger than it is', () => {
  expect(boxOf(1000, 500, 240)).toEqual({ width: 240, height: 120 })
  expect(boxOf(10, 20, 240)).toEqual({ width: 10, height: 20 })
  expect(boxOf(0, 0, 240)).toEqual({ width: 240, height: 240 })
})
