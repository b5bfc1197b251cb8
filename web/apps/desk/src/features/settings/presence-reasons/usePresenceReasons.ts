import type { PresenceReason } from '@parley/api'
import { useDesk } from '../../../desk'
import { useRecords } from '../useRecords'

/** The workspace's presence reasons, kept current by events. */
export function usePresenceReasons() {
  const { api, live } = useDesk()
  return useRecords<PresenceReason>({
    load: api.presenceReasons,
    changes: live,
    stale: (event) => event.kind.startsWith('presence_reason_'),
  })
}
