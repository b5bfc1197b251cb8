import type { Call, Id, Leg } from '@parley/api'
import { isOn, isThere } from '../state'

export type Standing =
  | 'stays'
  /** The call goes on without this agent: handed on, or their leg was dropped. */
  | 'removed'
  /** This agent is in it by another window or device. */
  | 'replaced'

/** What the server tells of a joining may come before or after its answer. */
export const SETTLE_MS = 1_500

/** Causes by which somebody ended the leg; any other is a fault, after which one joins again. */
const MEANT = ['transferred', 'removed', 'cancelled', 'hung_up', 'refused']

/** Tells, of each view of a call, whether the leg of this window is still its agent's. */
export function createStanding(now: () => number = Date.now) {
  let liveSince: number | undefined
  let ours: Id | undefined

  function judge(call: Call, me: Id): Standing {
    const own = call.legs.filter((leg) => leg.kind === 'agent' && leg.agent_id === me)
    const hasSettled = liveSince !== undefined && now() - liveSince >= SETTLE_MS
    if (hasSettled)
      ours ??= newest(own.filter((leg) => isThere(leg) && leg.medium === 'browser'))?.id
    const leg = own.find((one) => one.id === ours)
    if (!leg) return 'stays'
    const isElsewhere = own.some(
      (one) => one.id !== leg.id && isOn(one.state) && one.started_at >= leg.started_at,
    )
    if (isElsewhere) return 'replaced'
    return !isThere(leg) && MEANT.includes(leg.cause) ? 'removed' : 'stays'
  }

  return {
    judge,
    /** This window asks to be let in: its leg will be a new one. */
    joining() {
      liveSince = ours = undefined
    },
    live() {
      liveSince ??= now()
    },
  }
}

function newest(legs: readonly Leg[]): Leg | undefined {
  return legs.reduce<Leg | undefined>(
    (best, leg) => (best && best.started_at > leg.started_at ? best : leg),
    undefined,
  )
}
