import type { Api, Call, EventBody, Id, Session } from '@parley/api'
import { computed, shallowReactive, type Ref } from 'vue'
import { createConversationCalls } from './conversationCalls'
import { isAsking, newerCall, partiesOf, partOf, type Part } from './state'

export type Calls = ReturnType<typeof createCalls>

interface Changes {
  onEvent: (listen: (event: EventBody) => void) => () => void
  onReload: (listen: () => void) => () => void
}
export interface Sources {
  agent: Readonly<Ref<Id>>
  /** The sessions that are this agent's. */
  mine: Readonly<Ref<readonly Session[]>>
  session: (id: Id) => Session | undefined
}
const PAGE_SIZE = 200

/** The call this agent is in, and what they are in it. */
export interface Present {
  call: Call
  part: Exclude<Part, 'none'>
}

/** Calls that go on, as the server tells of them, and those of conversations that are read. */
export function createCalls(api: Pick<Api, 'calls'>, live: Changes, sources: Sources) {
  const { agent } = sources
  const open = shallowReactive(new Map<Id, Call>())
  const bySession = shallowReactive(new Map<Id, Call>())
  /** Those with a leg of this agent's. */
  const involving = shallowReactive(new Map<Id, Call>())
  const past = createConversationCalls(api)
  /** Told of while the list was read, which may not have held them. */
  let seen = new Set<Id>()

  function put(next: Call) {
    const call = newerCall(open.get(next.id), next)
    past.heed(call)
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
    seen = new Set<Id>()
    const mine = seen
    let cursor: string | null = null
    do {
      const page: { items: Call[]; next_cursor: string | null } = await api.calls({
        list: 'open',
        limit: PAGE_SIZE,
        ...(cursor ? { cursor } : {}),
      })
      for (const call of page.items) {
        mine.add(call.id)
        put(call)
      }
      cursor = page.next_cursor
    } while (cursor)
    if (mine !== seen) return // A later reading knows better.
    for (const call of open.values()) if (!mine.has(call.id)) drop(call)
  }

  live.onEvent((event) => {
    if (!event.call) return
    seen.add(event.call.id)
    put(event.call)
  })
  // A server without telephony has no such list; then there are simply no calls.
  live.onReload(() => {
    void load().catch(() => undefined)
    past.reload()
  })

  const serverOf = (call: Call) => sources.session(call.session_id)?.agent_id
  const asks = (call: Call) => isAsking(call, agent.value, serverOf(call))
  /** Their desk phone rings for an offer, which is a card of its own. */
  const isOffered = (call: Call) =>
    sources.session(call.session_id)?.offer?.agent_id === agent.value

  const present = computed<Present | undefined>(() => {
    const served = sources.mine.value
      .map((session) => bySession.get(session.id))
      .filter((call) => call !== undefined)
    for (const call of [...served, ...involving.values()]) {
      if (asks(call)) continue
      const part = partOf(call, agent.value, serverOf(call))
      if (part !== 'none') return { call, part }
    }
    return undefined
  })
  const asking = computed(() =>
    [...involving.values()].filter((call) => asks(call) && !isOffered(call)),
  )

  return {
    /** The call this agent is in; at most one. */
    present,
    /** Calls that colleagues want this agent to join. */
    asking,
    /** One that goes on. */
    open: (id: Id | undefined) => (id ? open.get(id) : undefined),
    ofSession: (id: Id) => bySession.get(id),
    past,
    put,
    load,
  }
}
