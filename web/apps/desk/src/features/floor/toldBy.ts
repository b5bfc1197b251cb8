import type { EventBody, Id, Session } from '@parley/api'

export type Told =
  { kind: 'presence'; by: Id; presence: string } | { kind: 'taken'; by: Id; session: Id }

/**
 * What a supervisor has just done to whoever sits here, if anything. `before` answers what was
 * known of a session before the event; `answered` are sessions whose agent asked for it, which is
 * told as an answer to them. Pure.
 */
export function toldBy(
  event: EventBody,
  me: Id,
  before: (id: Id) => Session | undefined,
  answered: ReadonlySet<Id> = new Set(),
): Told | undefined {
  const { by, agent, session } = event
  if (!by || by === me) return undefined
  if (event.kind === 'agent_presence_changed' && agent?.id === me) {
    return { kind: 'presence', by, presence: agent.presence }
  }
  if (event.kind !== 'session_transferred' || !session || answered.has(session.id)) {
    return undefined
  }
  const was = before(session.id)
  const mine = was?.state === 'assigned' && was.agent_id === me
  return mine ? { kind: 'taken', by, session: session.id } : undefined
}
