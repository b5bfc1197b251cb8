import type { Session } from '@parley/api'

/** How long after its end an agent may write what it was about; the server decides. */
export const OPEN_FOR_MS = 3_600_000

export interface Writer {
  id: string
  /** May manage everybody's sessions. */
  manages: boolean
}

/** May they write the summary of this session, which has ended? */
export function maySummarize(session: Session, by: Writer, now: number): boolean {
  if (session.state !== 'closed' || !session.agent_id) return false
  if (by.manages) return true
  return session.agent_id === by.id && now < session.closed_at + OPEN_FOR_MS
}

/** Ended without anybody having been asked: a call is hung up, a visitor leaves. */
export function wantsSummary(
  session: Session,
  by: Writer,
  now: number,
  isSpoken: boolean,
): boolean {
  const wasAsked = session.close_reason === 'by_agent' && !isSpoken
  const isTheirs = session.agent_id === by.id && now < session.closed_at + OPEN_FOR_MS
  return maySummarize(session, by, now) && isTheirs && session.summary === '' && !wasAsked
}
