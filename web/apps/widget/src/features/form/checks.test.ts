import { expect, it } from 'vitest'
import { problemWith } from './checks'

it('lets through what people really write, and stops plain slips', () => {
  expect(problemWith('name', '  ', true)).toBe('required')
  expect(problemWith('email', '', false)).toBeUndefined()
  expect(problemWith('email', 'ann@example.com', true)).toBeUndefined()
  expect(problemWith('email', 'ann.example.com', true)).toBe('bad_email')
  expect(problemWith('phone', '+86 138-0013-8000', true)).toBeUndefined()
  expect(problemWith('phone', 'call me', true)).toBe('bad_phone')
})
