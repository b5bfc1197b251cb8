import type { EventBody, Message, Session } from '@parley/api'

/**
 * The newer of two views of one session. Messages and read marks do not raise `version`, so the
 * furthest of each is kept whichever view is the newer one.
 */
export function newer(held: Session | undefined, next: Session): Session {
  if (!held) return next
  const base = next.version >= held.version ? next : held
  const other = base === next ? held : next
  const ahead = seqOf(other) > seqOf(base) || other.agent_read > base.agent_read ? other : base
  return {
    ...base,
    last_message: seqOf(other) > seqOf(base) ? other.last_message : base.last_message,
    agent_read: Math.max(base.agent_read, other.agent_read),
    visitor_read: Math.max(base.visitor_read, other.visitor_read),
    unread: ahead.unread,
  }
}

/**
 * The session after a message of it, by the server's own rules: a message already counted changes
 * nothing, a notice is not what somebody said, and whoever answers has read what came before.
 */
export function withMessage(session: Session, message: Message): Session {
  if (message.kind === 'notice' || message.seq <= seqOf(session)) return session
  const said = { ...session, last_message: message }
  if (message.sender === 'agent') return { ...said, agent_read: message.seq, unread: 0 }
  return { ...said, unread: session.unread + (message.seq > session.agent_read ? 1 : 0) }
}

/** The session after somebody read on. Marks only ever move forward. */
export function withRead(session: Session, read: NonNullable<EventBody['read']>): Session {
  const agent_read = Math.max(session.agent_read, read.agent_read)
  const visitor_read = Math.max(session.visitor_read, read.visitor_read)
  const all = agent_read >= seqOf(session)
  return { ...session, agent_read, visitor_read, unread: all ? 0 : session.unread }
}

export function seqOf(session: Session): number {
  return session.last_message?.seq ?? 0
}

/** When something last happened: the order of every list but the queue's. */
export function activityOf(session: Session): number {
  return Math.max(session.last_message?.created_at ?? 0, session.opened_at, session.closed_at)
}
