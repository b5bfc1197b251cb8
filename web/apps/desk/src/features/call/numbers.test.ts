import { expect, it } from 'vitest'
import { dialable } from './numbers'

it('a number is dialled without what was written for the eye', () => {
  expect(dialable('+86 138-0013 8000')).toBe('+8613800138000')
  expect(dialable('(021) 1234.5678')).toBe('02112345678')
  expect(dialable('tel:+44·20·7946·0000')).toBe('+442079460000')
  expect(dialable('１３８００１３８０００')).toBe('13800138000')
  expect(dialable('*21#')).toBe('*21#')
})

it('what holds letters, too little or too much is no number', () => {
  for (const text of ['', '1', 'call me', '12a4', '86+138', '1'.repeat(33)])
    expect(dialable(text), text).toBeUndefined()
})
