// What is known of the soak's calls: from the desk's events, from the telephones themselves, and of
// what was broken when.

import type { Call, Id } from '@parley/api'

export interface Truth {
  /** The contact's telephone was connected, and was over. */
  connectedAt?: number
  overAt?: number
  how?: string
  /** Agents' telephones that were picked up for them, and browsers that joined. */
  agentsAt: number[]
  holds: { at: number; until: number }[]
}

export interface Break {
  what: 'voice' | 'serve' | 'network'
  at: number
  /** When calls were taken again. */
  overAt: number
}

const digits = (number: string) => number.replace(/\D/g, '').replace(/^86/, '')

export class Board {
  readonly calls = new Map<Id, Call>()
  readonly #bySession = new Map<Id, Id>()
  readonly #truths = new Map<string, Truth>()
  readonly #paused = new Map<Id, number>()
  readonly breaks: Break[] = []
  readonly #tally = new Map<string, number>()
  /** What no client may ever see. */
  readonly faults: string[] = []

  take(call: Call) {
    const before = this.calls.get(call.id)
    if (before && before.version >= call.version) return
    this.calls.set(call.id, call)
    this.#bySession.set(call.session_id, call.id)
    const { agentsAt } = this.truth(call.number)
    for (const { medium, kind, joined_at: at } of call.legs)
      if (kind === 'agent' && medium === 'browser' && at > 0 && !agentsAt.includes(at))
        agentsAt.push(at)
  }

  of(session: Id): Call | undefined {
    return this.calls.get(this.#bySession.get(session) ?? '')
  }

  truth(number: string): Truth {
    const key = digits(number)
    let truth = this.#truths.get(key)
    if (!truth) this.#truths.set(key, (truth = { agentsAt: [], holds: [] }))
    return truth
  }

  paused(call: Id, ms: number) {
    this.#paused.set(call, (this.#paused.get(call) ?? 0) + ms)
  }

  pausedOf(call: Id): number {
    return this.#paused.get(call) ?? 0
  }

  /** By an agent, of the call of that number. */
  held(number: string, held: boolean, at = Date.now()) {
    const { holds } = this.truth(number)
    const last = holds.at(-1)
    if (held) holds.push({ at, until: Infinity })
    else if (last) last.until = at
  }

  count(what: string) {
    this.#tally.set(what, (this.#tally.get(what) ?? 0) + 1)
  }

  get tally(): string {
    const sorted = [...this.#tally].sort(([one], [other]) => (one < other ? -1 : 1))
    return sorted.map(([what, count]) => `${what} ${count}`).join(', ')
  }

  standing(): Call[] {
    return [...this.calls.values()].filter((call) => call.state !== 'ended')
  }

  /** Those that a killed process took along, and of which no event tells. */
  forget(standing: ReadonlySet<Id>) {
    for (const call of this.standing())
      if (!standing.has(call.id)) this.calls.set(call.id, { ...call, state: 'ended' })
  }
}
