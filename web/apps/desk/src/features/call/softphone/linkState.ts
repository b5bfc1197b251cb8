/**
 * The sound of this browser in a call, as a machine without a browser in it: what has happened,
 * what state that leads to, and what is to be done. `link.ts` does it.
 *
 *     off → opening → joining → connecting → live
 *              │         └────────┴───────────┴──▶ waiting ──▶ opening …
 *              └──▶ stopped (a person must act)
 */
export type Trouble =
  /** The browser may not use the microphone. */
  | 'denied'
  | 'no_microphone'
  /** Another program holds it. */
  | 'microphone_busy'
  /** Browsers give no microphone to a page that came without encryption. */
  | 'insecure'
  /** Another window of the desk has the sound. */
  | 'elsewhere'
  /** The server does not let this agent in; the code says why. */
  | 'refused'

export type LinkState =
  | { kind: 'off' }
  | { kind: 'opening' | 'joining' | 'connecting'; tries: number }
  | { kind: 'live' }
  | { kind: 'waiting'; tries: number; afterMs: number }
  | { kind: 'stopped'; trouble: Trouble; code: string }

export type LinkEvent =
  | { kind: 'join' | 'leave' | 'opened' | 'answered' | 'connected' | 'due' | 'wake' }
  | { kind: 'not_opened'; trouble: Trouble }
  | { kind: 'refused'; code: string }
  /** The connection broke, or none came about. */
  | { kind: 'broken' }
  | { kind: 'taken' }

export type LinkEffect = 'open' | 'offer' | 'close' | 'wait'

export interface Step {
  state: LinkState
  effects: readonly LinkEffect[]
}

/** The first try comes at once: whoever talks hears every second of silence. */
const BACK_OFF_MS = [0, 500, 1000, 2000, 4000, 8000]

const triesOf = (state: LinkState) => ('tries' in state ? state.tries : 0)
const isUnderWay = (state: LinkState) => state.kind !== 'off' && state.kind !== 'stopped'

export function stepLink(state: LinkState, event: LinkEvent): Step {
  const stay: Step = { state, effects: [] }
  switch (event.kind) {
    case 'join':
      if (isUnderWay(state) && state.kind !== 'waiting') return stay
      return { state: { kind: 'opening', tries: 0 }, effects: ['open'] }
    case 'leave':
      return { state: { kind: 'off' }, effects: ['close'] }
    case 'opened':
      if (state.kind !== 'opening') return stay
      return { state: { kind: 'joining', tries: state.tries }, effects: ['offer'] }
    case 'not_opened':
      return state.kind === 'opening' ? stopped(event.trouble) : stay
    case 'answered':
      if (state.kind !== 'joining') return stay
      return { state: { kind: 'connecting', tries: state.tries }, effects: [] }
    case 'connected':
      return isUnderWay(state) ? { state: { kind: 'live' }, effects: [] } : stay
    case 'refused':
      return state.kind === 'joining' ? stopped('refused', event.code) : stay
    case 'taken':
      return state.kind === 'stopped' ? stay : stopped('elsewhere')
    case 'broken':
      return isUnderWay(state) && state.kind !== 'waiting' ? again(state) : stay
    case 'wake':
    case 'due':
      if (state.kind !== 'waiting') return stay
      return { state: { kind: 'opening', tries: state.tries }, effects: ['open'] }
  }
}

function stopped(trouble: Trouble, code = ''): Step {
  return { state: { kind: 'stopped', trouble, code }, effects: ['close'] }
}

function again(state: LinkState): Step {
  const tries = triesOf(state) + 1
  const afterMs = BACK_OFF_MS[Math.min(tries, BACK_OFF_MS.length) - 1] ?? 0
  return { state: { kind: 'waiting', tries, afterMs }, effects: ['close', 'wait'] }
}
