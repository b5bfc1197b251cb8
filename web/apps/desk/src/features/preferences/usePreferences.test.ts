import { beforeEach, describe, expect, it } from 'vitest'
import { createPreferences } from './usePreferences'

describe('the language', () => {
  beforeEach(() => localStorage.clear())

  it("is the browser's, then the workspace's, unless a person chose", () => {
    const fresh = createPreferences(localStorage, 'zh-TW')
    expect(fresh.locale.value).toBe('zh-CN')
    fresh.suggestLocale('en')
    expect(fresh.locale.value).toBe('en')

    fresh.chooseLocale('zh-CN')
    fresh.suggestLocale('en')
    expect(fresh.locale.value).toBe('zh-CN')
    expect(createPreferences(localStorage, 'en-GB').locale.value).toBe('zh-CN')
  })

  it('and the rest still work where storage is forbidden', () => {
    const forbidden = {
      getItem: () => {
        throw new Error('no')
      },
      setItem: () => {
        throw new Error('no')
      },
    } as unknown as Storage
    const preferences = createPreferences(forbidden, 'en')
    preferences.theme.value = 'dark'
    preferences.chooseLocale('zh-CN')
    expect([preferences.theme.value, preferences.locale.value]).toEqual(['dark', 'zh-CN'])
  })
})
