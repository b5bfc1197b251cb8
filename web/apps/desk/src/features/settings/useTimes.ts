import { useI18n } from 'vue-i18n'

/** Moments as the reader's language writes them. */
export function useTimes() {
  const { locale } = useI18n()
  const writer = (style: Intl.DateTimeFormatOptions) => (at: number) =>
    new Intl.DateTimeFormat(locale.value, style).format(at)
  return {
    minute: writer({ dateStyle: 'medium', timeStyle: 'short' }),
    /** To the second: logs are compared. */
    moment: writer({ dateStyle: 'short', timeStyle: 'medium' }),
  }
}
