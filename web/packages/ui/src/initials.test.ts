import { expect, it } from 'vitest'
import { initials } from './initials'

it.each([
  ['Ann Lee', 'AL'],
  ['ann', 'A'],
  ['Ann de la Cruz', 'AC'],
  ['王小明', '明'],
  ['访客 123', '客'],
  ['+8613800138042', '42'],
  ['', '?'],
  ['  ', '?'],
  ['😀 Bob', '😀B'],
])('%s is shown as %s', (name, letters) => {
  expect(initials(name)).toBe(letters)
})
