import { inject, type InjectionKey } from 'vue'
import type { WordKey, Words } from './words/en'

export type { WordKey } from './words/en'
type Values = Record<string, string | number>
export type Translate = (key: WordKey, values?: Values) => string

export interface Locale {
  tag: 'en' | 'zh-CN'
  t: Translate
  time(at: number): string
  /** Today and yesterday by name, other days by date. */
  day(at: number, now: number): string
}

export const LOCALE: InjectionKey<Locale> = Symbol('locale')

export function useLocale(): Locale {
  const locale = inject(LOCALE)
  if (!locale) throw new Error('no locale provided')
  return locale
}

/** The words of a part that is fetched later; they come with it, in both languages. */
export function useTexts<K extends string>(texts: Record<Locale['tag'], Record<K, string>>) {
  const { tag } = useLocale()
  return (key: K, values?: Values) => fill(texts[tag][key], values)
}

function fill(text: string, values: Values = {}) {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

/** The page's wish, then the inbox's, then the browser's; the first that names a language. */
export function chooseLanguage(...wishes: (string | undefined)[]): Locale['tag'] {
  for (const wish of wishes) {
    if (/^zh/i.test(wish ?? '')) return 'zh-CN'
    if (/^en/i.test(wish ?? '')) return 'en'
  }
  return 'en'
}

/** Only the words of one language are fetched. */
export async function loadLocale(tag: Locale['tag']): Promise<Locale> {
  const { words } = await (tag === 'zh-CN' ? import('./words/zh') : import('./words/en'))
  return createLocale(tag, words)
}

export function createLocale(tag: Locale['tag'], words: Words): Locale {
  const clock = new Intl.DateTimeFormat(tag, { hour: 'numeric', minute: '2-digit' })
  const date = new Intl.DateTimeFormat(tag, { year: 'numeric', month: 'long', day: 'numeric' })
  const t: Translate = (key, values) => fill(words[key], values)

  return {
    tag,
    t,
    time: (at) => clock.format(at),
    day(at, now) {
      const days = Math.round((startOfDay(now) - startOfDay(at)) / 86_400_000)
      if (days === 0) return t('today')
      if (days === 1) return t('yesterday')
      return date.format(at)
    },
  }
}

function startOfDay(at: number) {
  return new Date(at).setHours(0, 0, 0, 0)
}

/**
 * The language shown, and where its reader is: `rg` of a language tag (UTS #35) is that place, so
 * "zh-CN-u-rg-hkzzzz" is read in Hong Kong.
 */
export function taggedLanguage(shown: Locale['tag'], browser: readonly string[]): string {
  const region = /-([a-z]{2})\b/i.exec(browser.join())?.[1]
  return region ? `${shown}-u-rg-${region.toLowerCase()}zzzz` : shown
}
