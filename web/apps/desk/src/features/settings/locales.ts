export const LOCALES = ['zh-CN', 'en'] as const

/** The languages Parley speaks, each called by its own name. */
export function localeOptions(t: (key: string) => string) {
  return LOCALES.map((value) => ({
    value: value as string,
    label: t(`settings.language.${value}`),
  }))
}
