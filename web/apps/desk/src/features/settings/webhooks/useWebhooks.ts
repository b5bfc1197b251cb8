import type { Webhook } from '@parley/api'
import { useDesk } from '../../../desk'
import { useRecords } from '../useRecords'

/** The workspace's webhooks. */
export function useWebhooks() {
  const { api, live } = useDesk()
  return useRecords<Webhook>({
    load: api.webhooks,
    changes: live,
    stale: (event) => event.kind.startsWith('webhook_'),
  })
}
