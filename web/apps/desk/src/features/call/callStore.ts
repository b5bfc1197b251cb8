import type { Api, Call, Id, Page } from '@parley/api'
import { shallowReactive, type Ref } from 'vue'
import { newerCall, partiesOf } from './state'

const PAGE_SIZE = 200

/** Calls that go on, each in its newest view; `onView` hears of every view there is. */
export function createCallStore(
  api: Pick<Api, 'calls'>,
  agent: Readonly<Ref<Id>>,
  onView: (call: Call) => void,
) {
  const open = shallowReactive(new Map<Id, Call>())
  const bySession = shallowReactive(new Map<Id, Call>())
  /** Those with a leg of this agent's. */
  const involving = shallowReactive(new Map<Id, Call>())
  /** Told of while the list was read, which may not have held them. */
  let seen = new Set<Id>()

  function put(next: Call) {
    seen.add(next.id)
    const call = newerCall(open.get(next.id), next)
    onView(call)
    if (call.state === 'ended') return drop(call)
    open.set(call.id, call)
    bySession.set(call.session_id, call)
    if (partiesOf(call, agent.value).mine) involving.set(call.id, call)
    else involving.delete(call.id)
  }

  function drop(call: Call) {
    open.delete(call.id)
    involving.delete(call.id)
    if (bySession.get(call.session_id)?.id === call.id) bySession.delete(call.session_id)
  }

  async function load() {
    const mine = (seen = new Set<Id>())
    let cursor: string | undefined
    do {
      const query = { limit: PAGE_SIZE }
      const page: Page<Call> = await api.calls(cursor ? { ...query, cursor } : query)
      page.items.forEach(put)
      cursor = page.next_cursor ?? undefined
    } while (cursor)
    if (mine !== seen) return // A later reading knows better.
    for (const call of open.values()) if (!mine.has(call.id)) drop(call)
  }

  return { open, bySession, involving, put, load }
}
