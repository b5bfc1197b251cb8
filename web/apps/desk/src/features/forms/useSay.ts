import { useI18n } from 'vue-i18n'
import type { Phrase } from './useForm'

/** Turns a phrase into text. A code nobody wrote a sentence for is named, not hidden. */
export function useSay() {
  const { t, te } = useI18n()
  return (phrase: Phrase | undefined): string => {
    if (!phrase) return ''
    if (te(phrase.key)) return t(phrase.key, phrase.params ?? {})
    return t('form.refusal.unknown', phrase.params ?? {})
  }
}
