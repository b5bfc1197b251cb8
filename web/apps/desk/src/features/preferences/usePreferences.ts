import { ref, watch, type Ref } from 'vue'

export type Locale = 'en' | 'zh-CN'
export type Theme = 'system' | 'light' | 'dark'
export type Preferences = ReturnType<typeof createPreferences>

export const LOCALES: readonly Locale[] = ['zh-CN', 'en']

export function asLocale(tag: string | undefined): Locale {
  return tag?.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}

/** What a person chose on this machine. Nothing chosen: the workspace's or the browser's way. */
export function createPreferences(
  storage: Storage = localStorage,
  browserTag = navigator.language,
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

  const chosen = kept('locale')
  const locale = ref<Locale>(asLocale(chosen ?? browserTag))
  const theme = ref<Theme>((kept('theme') as Theme | undefined) ?? 'system')
  const sound = ref<'on' | 'off'>(kept('sound') === 'off' ? 'off' : 'on')
  let isChosen = chosen !== undefined
  keep('theme', theme)
  keep('sound', sound)

  function chooseLocale(next: Locale) {
    isChosen = true
    locale.value = next
    try {
      storage.setItem('parley.locale', next)
    } catch {
      // As above.
    }
  }
  /** The workspace's language, unless this person chose one. */
  function suggestLocale(tag: string) {
    if (!isChosen && tag) locale.value = asLocale(tag)
  }
  return { locale, theme, sound, chooseLocale, suggestLocale }
}
