import type { Colleague, Id, Session, SessionList } from '@parley/api'
import { activityOf } from './merge'

/** Which sessions a list shows, and in what order; the same rules as the server's. */
export function belongs(session: Session, list: SessionList, agent: Id): boolean {
  switch (list) {
    case 'mine':
      return (
        (session.state === 'assigned' && session.agent_id === agent) ||
        partIn(session, agent)?.state === 'joined'
      )
    case 'queue':
      return session.state === 'queued' || session.state === 'offered'
    case 'all':
      return session.state !== 'closed'
    case 'closed':
      return session.state === 'closed'
  }
}

/** Whose sessions somebody is told of: the server's scope. */
export interface Scope {
  all: boolean
  agent: Id
  queues: readonly Id[]
}

/** Whether what becomes of a session is told to whoever has this scope. */
export function isInScope(session: Session, { all, agent, queues }: Scope): boolean {
  if (all || queues.includes(session.queue_id)) return true
  if (session.agent_id === agent || session.offer?.agent_id === agent) return true
  return partIn(session, agent) !== undefined
}

/** The agent's part in a colleague's session: asked about it, or taking part. */
export function partIn(session: Session, agent: Id): Colleague | undefined {
  return session.colleagues.find((one) => one.agent_id === agent)
}

/** Where a session stands in its list: smaller is further up. */
export function rank(session: Session, list: SessionList): number {
  return list === 'queue' ? session.opened_at : -activityOf(session)
}

/** A colleague's question that this agent has not answered. */
export function isAskedOf(session: Session, agent: Id): boolean {
  return partIn(session, agent)?.state === 'asked'
}

export function isOfferedTo(session: Session, agent: Id): boolean {
  return session.state === 'offered' && session.offer?.agent_id === agent
}
