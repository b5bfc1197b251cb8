import type { Api, Id, SignIn } from '@parley/api'
import { computed, shallowReadonly, shallowRef } from 'vue'
import { phraseOf, type Phrase } from '../../forms'
import { useRecords } from '../useRecords'

/** One's own sign-ins: this browser first, then the most lately used. */
export function useSignIns(api: Pick<Api, 'signIns' | 'revokeSignIn'>) {
  const records = useRecords<SignIn>({ load: (query) => api.signIns(query) })
  const ending = shallowRef<Id>()
  const refused = shallowRef<Phrase>()
  const items = computed(() =>
    [...records.items.value].sort(
      (a, b) => Number(b.current) - Number(a.current) || b.last_seen_at - a.last_seen_at,
    ),
  )

  /** True when it has ended. */
  async function end(id: Id): Promise<boolean> {
    if (ending.value) return false
    ending.value = id
    refused.value = undefined
    try {
      await api.revokeSignIn(id)
      await records.reload()
      return true
    } catch (failure) {
      refused.value = phraseOf(failure)
      return false
    } finally {
      ending.value = undefined
    }
  }

  return {
    items,
    state: records.state,
    failure: records.failure,
    reload: records.reload,
    ending: shallowReadonly(ending),
    refused: shallowReadonly(refused),
    end,
  }
}
