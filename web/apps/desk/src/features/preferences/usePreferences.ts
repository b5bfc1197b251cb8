import { ref, watch, type Ref } from 'vue'

export type Locale = 'en' | 'zh-CN'
export type Theme = 'system' | 'light' | 'dark'
export type Preferences = ReturnType<typeof createPreferences>

export const LOCALES: readonly Locale[] = ['zh-CN', 'en']

export function asLocale(tag: string | undefined): Locale {
  return tag?.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}

const isSpoken = (tag: string) => /^(zh|en)\b/i.test(tag)

/** What a person chose on this machine. Nothing chosen: the browser's way, then the workspace's. */
export function createPreferences(
  storage: Storage = localStorage,
  browserTags: readonly string[] = navigator.languages,
) {
  function kept(name: string): string | undefined {
    try {
      return storage.getItem(`parley.${name}`) ?? undefined
    } catch {
      return undefined
    }
  }
  function keep<T extends string>(name: string, value: Ref<T>) {
    watch(
      value,
      (next) => {
        try {
          storage.setItem(`parley.${name}`, next)
        } catch {
          // Without storage the choice lasts until the page is closed.
        }
      },
      { flush: 'sync' },
    )
  }

  const known = kept('locale') ?? browserTags.find(isSpoken)
  const locale = ref<Locale>(asLocale(known))
  const theme = ref<Theme>((kept('theme') as Theme | undefined) ?? 'system')
  const sound = ref<'on' | 'off'>(kept('sound') === 'off' ? 'off' : 'on')
  let isSettled = known !== undefined
  keep('theme', theme)
  keep('sound', sound)

  function chooseLocale(next: Locale) {
    isSettled = true
    locale.value = next
    try {
      storage.setItem('parley.locale', next)
    } catch {
      // As above.
    }
  }
  /** The workspace's language, where neither this person nor their browser named one of ours. */
  function suggestLocale(tag: string) {
    if (!isSettled && tag) locale.value = asLocale(tag)
  }
  return { locale, theme, sound, chooseLocale, suggestLocale }
}
