import { describe, expect, it } from 'vitest'
import { chooseLanguage, createLocale, taggedLanguage, type Locale } from '.'
import { words as en } from './words/en'
import { words as zh } from './words/zh'

interface Texts {
  texts: Record<Locale['tag'], Record<string, string>>
}
const later = import.meta.glob<Texts>('../*/texts.ts', { eager: true })

describe('words', () => {
  it('of parts that are fetched later exist in both languages too', () => {
    expect(Object.keys(later).length).toBeGreaterThan(3)
    for (const [file, { texts }] of Object.entries(later)) {
      expect(Object.keys(texts['zh-CN']), file).toEqual(Object.keys(texts.en))
      expect(
        Object.values(texts['zh-CN']).every((word) => word.trim()),
        file,
      ).toBe(true)
    }
  })

  it('exist in both languages, none empty', () => {
    expect(Object.keys(zh)).toEqual(Object.keys(en))
    expect([...Object.values(zh), ...Object.values(en)].every((word) => word.trim())).toBe(true)
  })

  it('keep the first wish that names a language', () => {
    expect(chooseLanguage('', undefined, 'fr-FR', 'zh-Hant', 'en')).toBe('zh-CN')
    expect(chooseLanguage('en-GB', 'zh-CN')).toBe('en')
    expect(chooseLanguage('fr')).toBe('en')
  })

  it('say where they are read, by the first place the browser tells', () => {
    expect(taggedLanguage('zh-CN', ['zh', 'zh-CN', 'en-GB'])).toBe('zh-CN-u-rg-cnzzzz')
    expect(taggedLanguage('zh-CN', ['zh-Hant-TW', 'en-US'])).toBe('zh-CN-u-rg-twzzzz')
    expect(taggedLanguage('en', ['en', 'en-GB'])).toBe('en-u-rg-gbzzzz')
    expect(taggedLanguage('en', ['en', 'es-419'])).toBe('en')
    expect(taggedLanguage('zh-CN', [])).toBe('zh-CN')
  })

  it('take values in, and leave a missing one visible', () => {
    const { t } = createLocale('en', en)
    expect(t('typing', { name: 'Ann' })).toBe('Ann is typing…')
    expect(t('typing')).toBe('{name} is typing…')
  })

  it('call days by name, across midnight and not by 24 hours', () => {
    const { day } = createLocale('zh-CN', zh)
    const now = new Date(2026, 4, 2, 0, 10).getTime()
    expect(day(now - 5 * 60_000, now)).toBe('今天')
    expect(day(now - 20 * 60_000, now)).toBe('昨天')
    expect(day(new Date(2026, 3, 1).getTime(), now)).toContain('4')
  })
})
