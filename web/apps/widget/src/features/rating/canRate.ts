import type { Message, VisitorSession } from '@parley/api'

/** As long as the server takes a rating after the session has closed. */
export const RATE_WITHIN_MS = 7 * 24 * 3_600_000

/** Only somebody who was answered can say how it was. */
export function canRate(
  session: VisitorSession | null,
  messages: readonly Message[],
  now: number,
): boolean {
  if (session?.state !== 'closed' || session.rating) return false
  if (now - session.closed_at > RATE_WITHIN_MS) return false
  return messages.some((one) => one.sender === 'agent' && one.session_id === session.id)
}
