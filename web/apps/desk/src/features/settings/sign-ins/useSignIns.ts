import type { Api, SignIn } from '@parley/api'
import { computed } from 'vue'
import { useAction } from '../useAction'
import { useRecords } from '../useRecords'

/** One's own sign-ins: this browser first, then the most lately used. */
export function useSignIns(api: Pick<Api, 'signIns' | 'revokeSignIn'>) {
  const records = useRecords<SignIn>({ load: (query) => api.signIns(query) })
  const items = computed(() =>
    [...records.items.value].sort(
      (a, b) => Number(b.current) - Number(a.current) || b.last_seen_at - a.last_seen_at,
    ),
  )
  const ending = useAction(async (id) => {
    await api.revokeSignIn(id)
    await records.reload()
  })

  return {
    items,
    state: records.state,
    failure: records.failure,
    reload: records.reload,
    ending: ending.acting,
    refused: ending.refused,
    end: ending.run,
  }
}
