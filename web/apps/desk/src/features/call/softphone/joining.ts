import type { Call, Id } from '@parley/api'
import { partiesOf } from '../state'

export interface Reasons {
  me: Id
  /** The session this agent has just accepted here. */
  accepted: Id | undefined
  /** The call this window was in before it was loaded anew. */
  remembered: Id | undefined
}

/**
 * Whether this window goes into a call by itself. Not where the agent's own desk phone is in it:
 * that would take the call out of their hand.
 */
export function shouldJoin(call: Call, { me, accepted, remembered }: Reasons): boolean {
  const { mine } = partiesOf(call, me)
  if (mine && mine.medium !== 'browser') return false
  if (accepted === call.session_id || remembered === call.id) return true
  return mine?.state === 'joined' || mine?.state === 'held'
}
