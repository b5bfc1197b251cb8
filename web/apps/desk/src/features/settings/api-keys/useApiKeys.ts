import type { Api, ApiKey } from '@parley/api'
import { computed } from 'vue'
import { useAction } from '../useAction'
import { useRecords, type Changes } from '../useRecords'

export type Standing = 'good' | 'ended' | 'revoked'

export function standingOf(key: ApiKey, now: number): Standing {
  if (key.revoked_at > 0) return 'revoked'
  return key.expires_at > 0 && key.expires_at <= now ? 'ended' : 'good'
}

/** The workspace's keys: those that still open something first, each part newest first. */
export function useApiKeys(
  api: Pick<Api, 'apiKeys' | 'revokeApiKey'>,
  changes: Changes,
  now: () => number = Date.now,
) {
  const records = useRecords<ApiKey>({
    load: (query) => api.apiKeys(query),
    changes,
    stale: ({ kind }) => kind === 'api_key_created' || kind === 'api_key_revoked',
  })
  const items = computed(() => {
    const at = now()
    const good = (key: ApiKey) => Number(standingOf(key, at) === 'good')
    return [...records.items.value].sort(
      (a, b) => good(b) - good(a) || b.created_at - a.created_at || (b.id < a.id ? -1 : 1),
    )
  })

  const revoking = useAction(async (id) => {
    await api.revokeApiKey(id)
    await records.reload()
  })

  return {
    items,
    state: records.state,
    failure: records.failure,
    reload: records.reload,
    revoking: revoking.acting,
    refused: revoking.refused,
    revoke: revoking.run,
  }
}
