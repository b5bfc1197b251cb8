import type { EventBody, Floor, FloorItem, Id, Presence, Session } from '@parley/api'

/** An open session as the floor knows it: where it stands, and what it takes. */
export interface HeldSession {
  id: Id
  /** Unknown of what was served before this page looked: then it matters nowhere. */
  queue: Id | undefined
  /** Who serves it, or is asked to. */
  agent: Id | undefined
  state: 'queued' | 'offered' | 'assigned'
  share: number
  enteredAt: number
  /** Its head start: it counts as having waited so much longer. */
  boostMs: number
  /** Back at the head of its queue, whatever its age. */
  head: boolean
}

export interface HeldAgent {
  id: Id
  presence: Presence
  reason: string
  since: number
  wrapUpUntil: number
  capacity: number
}

/** The floor as it was read at event `seq`, kept true by the events after it. */
export interface Held {
  seq: number
  agents: Map<Id, HeldAgent>
  sessions: Map<Id, HeldSession>
  /** What colleagues take part in, by session: it takes of them too. */
  besides: Map<Id, readonly HeldPart[]>
}

export interface HeldPart {
  agent: Id
  share: number
}

/** What counts in the line: the lower, the sooner. */
export const turnOf = (one: Pick<HeldSession, 'enteredAt' | 'boostMs'>) =>
  one.enteredAt - one.boostMs

export function heldFrom(floor: Floor): Held {
  const held: Held = { seq: floor.seq, agents: new Map(), sessions: new Map(), besides: new Map() }
  const put = (
    item: FloorItem,
    state: HeldSession['state'],
    place: { queue?: Id; agent?: Id; head?: boolean },
  ) =>
    held.sessions.set(item.session_id, {
      id: item.session_id,
      queue: place.queue,
      agent: place.agent,
      state,
      share: item.share,
      enteredAt: item.entered_at,
      boostMs: item.boost_ms,
      head: place.head ?? false,
    })
  const queueOf = new Map<Id, Id>()
  for (const queue of floor.queues) {
    // Whoever stands before somebody whose turn is sooner was sent to the head.
    let soonest = Number.POSITIVE_INFINITY
    for (const item of queue.waiting.toReversed()) {
      const turn = item.entered_at - item.boost_ms
      put(item, 'queued', { queue: queue.id, head: turn > soonest })
      soonest = Math.min(soonest, turn)
    }
    for (const item of queue.offered) queueOf.set(item.session_id, queue.id)
  }
  for (const agent of floor.agents) {
    held.agents.set(agent.id, {
      id: agent.id,
      presence: agent.presence,
      reason: agent.presence_reason,
      since: agent.presence_since,
      wrapUpUntil: agent.wrap_up_until,
      capacity: agent.capacity,
    })
    for (const { session_id, share } of agent.besides) {
      const others = held.besides.get(session_id) ?? []
      held.besides.set(session_id, [...others, { agent: agent.id, share }])
    }
    for (const item of agent.served) put(item, 'assigned', { agent: agent.id })
    for (const item of agent.offered) {
      const queue = queueOf.get(item.session_id)
      put(item, 'offered', queue ? { queue, agent: agent.id } : { agent: agent.id })
    }
  }
  return held
}

const HEAD_AGAIN = new Set(['timed_out', 'declined', 'agent_left', 'reclaimed'])

function sessionAfter(before: HeldSession | undefined, event: EventBody, session: Session) {
  const state = session.state as HeldSession['state']
  const waits = state === 'queued'
  const returned =
    event.kind === 'session_offer_withdrawn' || event.kind === 'session_transferred'
      ? HEAD_AGAIN.has(event.detail)
      : before?.state === 'queued' && before.queue === session.queue_id && before.head
  return {
    id: session.id,
    queue: session.queue_id,
    agent: session.agent_id ?? session.offer?.agent_id ?? undefined,
    state,
    share: session.share,
    enteredAt: before?.enteredAt ?? session.opened_at,
    boostMs: session.boost_ms,
    head: waits && returned === true,
  }
}

function keepParts(held: Held, { id, colleagues }: Session) {
  const joined = colleagues.filter((one) => one.state === 'joined')
  const parts = joined.map((one) => ({ agent: one.agent_id, share: one.share }))
  if (parts.length > 0) held.besides.set(id, parts)
  else held.besides.delete(id)
}

/**
 * One event more. What the snapshot shows already changes nothing, so events may be heard while it
 * is under way. Changes `held`; true when there is something new to show.
 */
export function heed(held: Held, seq: number, event: EventBody): boolean {
  if (seq <= held.seq) return false
  held.seq = seq
  const { session, agent } = event
  if (session) keepParts(held, session)
  if (session?.state === 'closed') return held.sessions.delete(session.id)
  if (session)
    held.sessions.set(session.id, sessionAfter(held.sessions.get(session.id), event, session))
  if (agent?.active) {
    held.agents.set(agent.id, {
      id: agent.id,
      presence: agent.presence,
      reason: agent.presence_reason,
      since: agent.presence_since,
      wrapUpUntil: agent.wrap_up_until,
      capacity: agent.capacity,
    })
  } else if (agent) {
    held.agents.delete(agent.id)
  }
  return session !== undefined || agent !== undefined
}
