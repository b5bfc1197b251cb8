import type { Api, EpochMs, Id } from '@parley/api'
import { onScopeDispose, shallowReadonly, shallowRef } from 'vue'
import type { Changes } from '../useRecords'

const ASK_AGAIN_MS = 5000

/**
 * Whether an inbox's widget was seen on a page. The event tells at once; asking again now and then
 * covers a line that is down, until it has been seen.
 */
export function useConnectedCheck(
  api: Pick<Api, 'inboxes'>,
  changes: Changes,
  inbox: { id: Id; connected_at: EpochMs },
) {
  const connectedAt = shallowRef(inbox.connected_at)
  /** Seen while this page was open: what a person pasting the snippet waits for. */
  const justNow = shallowRef(false)

  function heed(at: EpochMs) {
    if (at <= connectedAt.value) return
    connectedAt.value = at
    justNow.value = true
  }

  async function ask() {
    // Not answered now: it is asked again soon, and a person need not hear of it.
    const page = await api.inboxes({ limit: 200 }).catch(() => undefined)
    const found = page?.items.find((one) => one.id === inbox.id)
    if (found) heed(found.connected_at)
  }

  const off = changes.onEvent((event) => {
    if (event.inbox?.id === inbox.id) heed(event.inbox.connected_at)
  })
  const timer = setInterval(() => {
    if (connectedAt.value === 0) void ask()
  }, ASK_AGAIN_MS)
  onScopeDispose(() => {
    off()
    clearInterval(timer)
  })

  return { connectedAt: shallowReadonly(connectedAt), justNow: shallowReadonly(justNow) }
}
