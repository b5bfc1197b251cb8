import type { Api, Call, EventBody, Id, Session } from '@parley/api'
import { computed, type Ref } from 'vue'
import { createCallStore } from './callStore'
import { createConversationCalls } from './conversationCalls'
import { isAsking, partOf, type Part } from './state'

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

/** The call this agent is in, and what they are in it. */
export interface Present {
  call: Call
  part: Exclude<Part, 'none'>
}

/** Calls that go on, as the server tells of them, and those of conversations that are read. */
export function createCalls(api: Pick<Api, 'calls'>, live: Changes, sources: Sources) {
  const { agent } = sources
  const past = createConversationCalls(api)
  const store = createCallStore(api, agent, past.heed)

  live.onEvent((event) => {
    if (event.call) store.put(event.call)
    if (event.kind === 'recording_deleted') past.forgetRecording(event.detail)
  })
  // A server without telephony has no such list; then there are simply no calls.
  live.onReload(() => {
    void store.load().catch(() => undefined)
    past.reload()
  })

  const sessionOf = (call: Call) => sources.session(call.session_id)
  const asks = (call: Call) => isAsking(call, agent.value, sessionOf(call)?.agent_id)
  /** Their desk phone rings for an offer, which is a card of its own. */
  const isOffered = (call: Call) => sessionOf(call)?.offer?.agent_id === agent.value

  const present = computed<Present | undefined>(() => {
    const served = sources.mine.value
      .map((session) => store.bySession.get(session.id))
      .filter((call) => call !== undefined)
    for (const call of [...served, ...store.involving.values()]) {
      if (asks(call)) continue
      const part = partOf(call, agent.value, sessionOf(call)?.agent_id)
      if (part !== 'none') return { call, part }
    }
    return undefined
  })
  const asking = computed(() =>
    [...store.involving.values()].filter((call) => asks(call) && !isOffered(call)),
  )

  return {
    /** The call this agent is in; at most one. */
    present,
    /** Calls that colleagues want this agent to join. */
    asking,
    /** One that goes on. */
    open: (id: Id | undefined) => (id ? store.open.get(id) : undefined),
    ofSession: (id: Id) => store.bySession.get(id),
    past,
    put: store.put,
    load: store.load,
  }
}
