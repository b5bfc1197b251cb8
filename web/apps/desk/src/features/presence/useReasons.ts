import type { Agent } from '@parley/api'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useDesk } from '../../desk'
import { choices, dueAt, wordsOf } from './reasons'

/** What somebody may be away for, and what that is called. */
export function useReasons() {
  const { directory } = useDesk()
  const { t, te } = useI18n()
  const own = (word: string) =>
    word && te(`presence.word.${word}`) ? t(`presence.word.${word}`) : undefined
  const all = computed(() => directory.presenceReasons.value)
  return {
    choices: (has?: string) => choices(all.value, has),
    nameOf: (word: string) => wordsOf(all.value, word, own),
    dueAt: (agent: Pick<Agent, 'presence' | 'presence_reason' | 'presence_since'> | undefined) =>
      dueAt(all.value, agent),
  }
}
