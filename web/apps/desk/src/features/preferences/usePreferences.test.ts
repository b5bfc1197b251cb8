import { beforeEach, describe, expect, it } from 'vitest'
import { createPreferences } from './usePreferences'

describe('the language', () => {
  beforeEach(() => localStorage.clear())

  it("is what a person chose, before the browser's and the workspace's", () => {
    createPreferences(localStorage, ['en-GB']).chooseLocale('zh-CN')
    const again = createPreferences(localStorage, ['en-GB'])
    again.suggestLocale('en')
    expect(again.locale.value).toBe('zh-CN')
  })

  it("is the browser's where it is one of ours, whatever the workspace's", () => {
    const desk = createPreferences(localStorage, ['fr', 'zh-TW', 'en'])
    desk.suggestLocale('en')
    expect(desk.locale.value).toBe('zh-CN')
  })

  it("is the workspace's where the browser speaks neither", () => {
    const desk = createPreferences(localStorage, ['fr-CH', 'de'])
    expect(desk.locale.value).toBe('en')
    desk.suggestLocale('zh-CN')
    expect(desk.locale.value).toBe('zh-CN')
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
    const preferences = createPreferences(forbidden, ['en'])
    preferences.theme.value = 'dark'
    preferences.chooseLocale('zh-CN')
    expect([preferences.theme.value, preferences.locale.value]).toEqual(['dark', 'zh-CN'])
  })
})
