import { useI18n } from 'vue-i18n'

/** A moment as the reader's language writes it, to the second: logs are compared. */
export function useTimes() {
  const { locale } = useI18n()
  const moment = (at: number) =>
    new Intl.DateTimeFormat(locale.value, { dateStyle: 'short', timeStyle: 'medium' }).format(at)
  return { moment }
}
