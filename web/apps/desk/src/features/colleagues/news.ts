import type { EventBody, Id } from '@parley/api'

/** What came of a question of mine: a text of the desk, and who it was where that is told. */
export interface News {
  key: string
  by: Id | undefined
}
const TOLD = new Set(['declined', 'timed_out', 'accepted', 'left'])

export function newsOf(event: EventBody, me: Id): News | undefined {
  const { kind, detail, session } = event
  if (!session || event.by === me) return undefined
  const by = event.by
  if (kind === 'colleague_joined' && session.agent_id === me)
    return { key: 'colleagues.news.joined', by }
  // Accepted, the session is theirs by the time it is told.
  const wasMine = session.agent_id === me || detail === 'accepted'
  if (kind !== 'colleague_left' || !wasMine || !TOLD.has(detail)) return undefined
  return { key: `colleagues.news.${detail}`, by }
}
