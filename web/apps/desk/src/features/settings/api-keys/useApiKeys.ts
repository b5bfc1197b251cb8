import type { Api, ApiKey, Id } from '@parley/api'
import { computed, onScopeDispose, shallowReadonly, shallowRef } from 'vue'
import { phraseOf, type Phrase } from '../../forms'
import { useRecords, type Changes } from '../useRecords'

export type Standing = 'good' | 'ended' | 'revoked'

export function standingOf(key: ApiKey, now: number): Standing {
  if (key.revoked_at > 0) return 'revoked'
  return key.expires_at > 0 && key.expires_at <= now ? 'ended' : 'good'
}

/** The workspace's keys: those that still open something first, each part newest first. */
export function useApiKeys(
  api: Pick<Api, 'apiKeys' | 'revokeApiKey'>,
  changes?: Changes,
  now: () => number = Date.now,
) {
  const records = useRecords<ApiKey>({ load: (query) => api.apiKeys(query) })
  const revoking = shallowRef<Id>()
  const refused = shallowRef<Phrase>()
  const items = computed(() => {
    const at = now()
    const good = (key: ApiKey) => Number(standingOf(key, at) === 'good')
    return [...records.items.value].sort(
      (a, b) => good(b) - good(a) || b.created_at - a.created_at || (b.id < a.id ? -1 : 1),
    )
  })

  // An event names a key and does not carry it.
  const offs = changes
    ? [
        changes.onEvent(({ kind }) => {
          if (kind === 'api_key_created' || kind === 'api_key_revoked') void records.reload()
        }),
        changes.onReload(() => void records.reload()),
      ]
    : []
  onScopeDispose(() => offs.forEach((off) => off()))

  /** True when it is revoked. */
  async function revoke(id: Id): Promise<boolean> {
    if (revoking.value) return false
    revoking.value = id
    refused.value = undefined
    try {
      await api.revokeApiKey(id)
      await records.reload()
      return true
    } catch (failure) {
      refused.value = phraseOf(failure)
      return false
    } finally {
      revoking.value = undefined
    }
  }

  return {
    items,
    state: records.state,
    failure: records.failure,
    reload: records.reload,
    revoking: shallowReadonly(revoking),
    refused: shallowReadonly(refused),
    revoke,
  }
}
