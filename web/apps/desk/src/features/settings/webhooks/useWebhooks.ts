import type { Webhook } from '@parley/api'
import { onScopeDispose } from 'vue'
import { useDesk } from '../../../desk'
import { useRecords } from '../useRecords'

/** The workspace's webhooks. Their events name them only, so each is a reason to read anew. */
export function useWebhooks() {
  const { api, live } = useDesk()
  const records = useRecords<Webhook>({ load: api.webhooks })
  const offs = [
    live.onReload(() => void records.reload()),
    live.onEvent((event) => {
      if (event.kind.startsWith('webhook_')) void records.reload()
    }),
  ]
  onScopeDispose(() => offs.forEach((off) => off()))
  return records
}
