import type { Id, Session, SessionList } from '@parley/api'
import { activityOf } from './merge'

/** Which sessions a list shows, and in what order; the same rules as the server's. */
export function belongs(session: Session, list: SessionList, agent: Id): boolean {
  switch (list) {
    case 'mine':
      return session.state === 'assigned' && session.agent_id === agent
    case 'queue':
      return session.state === 'queued' || session.state === 'offered'
    case 'all':
      return session.state !== 'closed'
    case 'closed':
      return session.state === 'closed'
  }
}

/** Where a session stands in its list: smaller is further up. */
export function rank(session: Session, list: SessionList): number {
  return list === 'queue' ? session.opened_at : -activityOf(session)
}

export function isOfferedTo(session: Session, agent: Id): boolean {
  return session.state === 'offered' && session.offer?.agent_id === agent
}
