import type { Call, Id, Leg, LegState, Session } from '@parley/api'

/**
 * What a call is to one agent, worked out from the server's view of it and nothing else.
 *
 * serving: the session is theirs. asked: whoever serves consults them, or has them in a conference.
 */
export type Part = 'serving' | 'asked' | 'none'

export type Phase =
  'waiting' | 'dialling' | 'talking' | 'held' | 'consulting' | 'conference' | 'ended'

export interface Parties {
  contact: Leg | undefined
  mine: Leg | undefined
  /** Neither the contact nor this agent: colleagues and outside numbers. */
  others: readonly Leg[]
}

/** A supervisor is beside the call, not in it. */
const isParty = (leg: Leg) => leg.kind !== 'supervisor'
/** Those beside it now, in the order they came. */
export const supervisorsOf = (call: Call) =>
  call.legs.filter((leg) => !isParty(leg) && isOn(leg.state))
export const isThere = (leg: Leg) => leg.state !== 'left' && leg.state !== 'leaving'
/** Ever in the call, rather than only asked. */
export const wasOn = (leg: Leg) => leg.joined_at > 0 || isOn(leg.state) || leg.quality !== null
export const isOn = (state: LegState) => state === 'joined' || state === 'held'

export function partiesOf(call: Call, me: Id): Parties {
  const there = call.legs.filter(isThere)
  const own = there.filter((leg) => leg.kind === 'agent' && leg.agent_id === me)
  return {
    contact: there.find((leg) => leg.kind === 'contact'),
    // Their desk phone may ring while their browser is in the call.
    mine: own.find((leg) => isOn(leg.state)) ?? own[0],
    others: there.filter((leg) => isParty(leg) && leg.kind !== 'contact' && leg.agent_id !== me),
  }
}

/** `server` is whose the call's session is; undefined where this agent may not see it. */
export function partOf(call: Call, me: Id, server: Id | null | undefined): Part {
  if (call.state === 'ended') return 'none'
  if (server === me) return 'serving'
  return partiesOf(call, me).mine ? 'asked' : 'none'
}

/** A colleague rings this agent, who has not answered yet. */
export function isAsking(call: Call, me: Id, server: Id | null | undefined): boolean {
  return partOf(call, me, server) === 'asked' && partiesOf(call, me).mine?.state === 'ringing'
}

export function phaseOf(call: Call, me: Id): Phase {
  if (call.state === 'ended') return 'ended'
  if (call.is_conference) return 'conference'
  const { contact, others } = partiesOf(call, me)
  if (contact && others.length > 0) return 'consulting'
  // Nobody of ours is there to be heard, which is no hold: the agent joins, or joins again.
  if (call.state === 'held' && !call.is_held) return 'waiting'
  return call.state
}

/** The clock of a call: since when the present phase is worth counting. 0: not yet. */
export function sinceOf(call: Call, me: Id, part: Part): number {
  if (part === 'asked') return partiesOf(call, me).mine?.joined_at || call.started_at
  return call.answered_at || call.started_at
}

export interface Deeds {
  hold: boolean
  keys: boolean
  /** To somebody else, at once or after a consultation. */
  transfer: boolean
  /** To the one who is consulted, who has answered. */
  complete: boolean
  conference: boolean
  /** Back to the contact: whoever is consulted is dropped. */
  back: boolean
  record: boolean
  drop: boolean
}

/** What an agent can do in a call now. The server has the last word. */
export function deedsOf(call: Call, me: Id, part: Part): Deeds {
  const phase = phaseOf(call, me)
  const { contact, others } = partiesOf(call, me)
  const serves = part === 'serving'
  const reached = contact !== undefined && isOn(contact.state)
  const answered = others.some((leg) => isOn(leg.state))
  const alone = serves && reached && (phase === 'talking' || phase === 'held')
  const consulting = serves && phase === 'consulting'
  return {
    hold: alone,
    keys: serves && reached && phase !== 'held',
    transfer: alone,
    complete: consulting && answered,
    conference: consulting && answered,
    back: consulting,
    record: serves && soundKept(call) !== 'no',
    drop: serves && phase === 'conference',
  }
}

/** Whether the sound is kept just now. */
export function soundKept(call: Call): 'no' | 'running' | 'paused' {
  const current = call.recordings.find((one) => one.state === 'running' || one.state === 'paused')
  return current ? (current.state as 'running' | 'paused') : 'no'
}

export type Result =
  'answered' | 'abandoned' | 'called_back' | 'busy' | 'no_answer' | 'failed' | 'going_on'

const NOT_REACHED: Partial<Record<Call['cause'], Result>> = {
  busy: 'busy',
  no_answer: 'no_answer',
  cancelled: 'no_answer',
}

/** How a call came out, in a word. */
export function resultOf(call: Call): Result {
  if (call.state !== 'ended') return 'going_on'
  if (call.answered_at) return 'answered'
  if (call.cause === 'called_back') return 'called_back'
  if (call.direction === 'inbound') return 'abandoned'
  return NOT_REACHED[call.cause] ?? 'failed'
}

/** Whether whoever serves this session has to call: nobody did yet, or nobody answered. */
export function isCalledBack({ callback }: Pick<Session, 'callback'>): boolean {
  return callback?.state === 'waiting' || callback?.state === 'resting'
}

/** For how long contact and agent heard each other. */
export function talkMs(call: Call, now: number): number {
  return call.answered_at ? (call.ended_at || now) - call.answered_at : 0
}

/** The newer of two views of one call. */
export function newerCall(held: Call | undefined, next: Call): Call {
  return held && held.version > next.version ? held : next
}
