import { computed, inject, provide, ref, watchEffect, type InjectionKey } from 'vue'
import { words } from './words'

export type Locale = 'en' | 'zh-CN'
export type Theme = 'system' | 'light' | 'dark'
export type Choices = ReturnType<typeof createChoices>

const key: InjectionKey<Choices> = Symbol('choices')

function kept(name: string): string | undefined {
  try {
    return localStorage.getItem(name) ?? undefined
  } catch {
    return undefined // Without storage a choice lasts until the page is closed.
  }
}

function keep(name: string, value: string) {
  try {
    localStorage.setItem(name, value)
  } catch {
    // As above.
  }
}

/** Language and light or dark; the desk keeps them under the same names. */
function createChoices() {
  const tag = kept('parley.locale') ?? navigator.languages.find((one) => /^(zh|en)\b/i.test(one))
  const locale = ref<Locale>(tag?.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en')
  const theme = ref<Theme>((kept('parley.theme') as Theme | undefined) ?? 'system')
  const root = document.documentElement
  watchEffect(() => {
    root.lang = locale.value
    if (theme.value === 'system') delete root.dataset.theme
    else root.dataset.theme = theme.value
  })
  function chooseLocale(next: Locale) {
    locale.value = next
    keep('parley.locale', next)
  }
  function chooseTheme(next: Theme) {
    theme.value = next
    keep('parley.theme', next)
  }
  return { locale, theme, words: computed(() => words[locale.value]), chooseLocale, chooseTheme }
}

export function provideChoices(): Choices {
  const choices = createChoices()
  provide(key, choices)
  return choices
}

export function useChoices(): Choices {
  const choices = inject(key)
  if (!choices) throw new Error('the page provides choices')
  return choices
}
