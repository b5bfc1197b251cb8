import { describe, expect, it } from 'vitest'
import {
  checkEmail,
  checkName,
  checkPassword,
  checkWhole,
  passwordStrength,
  skillName,
  texts,
} from '.'

describe('checks', () => {
  it('count characters as people do', () => {
    expect(checkName('王'.repeat(100))).toBeUndefined()
    expect(checkName('👍'.repeat(100))).toBeUndefined()
    expect(checkName('👍'.repeat(101))?.key).toBe('form.too_long')
    expect(checkName('   ')?.key).toBe('form.required')
  })

  it('take an address for one, and other things not', () => {
    expect(checkEmail(' ann@example.com ')).toBeUndefined()
    for (const wrong of ['ann', 'ann@', '@example.com', 'a b@example.com', 'a@b@c']) {
      expect(checkEmail(wrong)?.key, wrong).toBe('form.email')
    }
  })

  it('want ten characters of a password', () => {
    expect(checkPassword('123456789')?.params).toEqual({ min: 10 })
    expect(checkPassword('1234567890')).toBeUndefined()
  })

  it('want whole numbers within their bounds, ends included', () => {
    expect(checkWhole(5, 5, 300)).toBeUndefined()
    expect(checkWhole(300, 5, 300)).toBeUndefined()
    for (const wrong of [4, 301, 5.5, Number.NaN]) {
      expect(checkWhole(wrong, 5, 300)?.key, String(wrong)).toBe('form.whole_between')
    }
  })
})

describe('the strength of a password', () => {
  it('grows with length and variety, not with repetition', () => {
    expect(passwordStrength('short')).toBe('short')
    expect(passwordStrength('aaaaaaaaaaaaaaaaaaaa')).toBe('weak')
    expect(passwordStrength('abababababababababab')).toBe('weak')
    expect(passwordStrength('blue-river-42')).toMatch(/fair|strong/)
    expect(passwordStrength('seven quiet otters read maps')).toBe('strong')
  })

  it('has words for every step, in both languages', () => {
    for (const step of ['short', 'weak', 'fair', 'strong'] as const) {
      expect(texts.en.form.strength[step]).toBeTruthy()
      expect(texts['zh-CN'].form.strength[step]).toBeTruthy()
    }
  })
})

it('a skill’s name is one word in lower case, as the server wants it', () => {
  expect(skillName('  Level 2, German ')).toBe('level-2-german')
  expect(skillName('退款')).toBe('退款')
  expect(skillName('x'.repeat(50))).toHaveLength(40)
  expect(skillName('  ')).toBe('')
})

it('forms say everything in both languages', () => {
  const keys = (tree: object): string[] =>
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'object' ? keys(value).map((inner) => `${key}.${inner}`) : [key],
    )
  expect(keys(texts['zh-CN'])).toEqual(keys(texts.en))
})
