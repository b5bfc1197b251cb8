// Visitors who write and agents who answer, accept and close, while a drill breaks things under them.

import { setTimeout as sleep } from 'node:timers/promises'
import type { EventBody, Page, Session } from '@parley/api'
import { Caller } from '../harness/client.ts'
import { employ, PASSWORD, visit } from '../harness/house.ts'
import type { House, Person } from '../harness/house.ts'
import type { Server } from '../harness/server.ts'
import type { Ledger } from './ledger.ts'
import { Talker } from './talker.ts'

const AGENT_CLOSES_EVERY_MS = 3_000
const PENDING_MAX = 20
const NOTE_SHARE = 0.25
const SETTLE_WITHIN_MS = 30_000

export interface Pace {
  visitors: number
  agents: number
  visitorSaysEveryMs: number
  agentSaysEveryMs: number
  /** Somebody's line breaks, while the server lives. */
  lineBreaksEveryMs: number
}

export class AgentAtWork {
  readonly talker: Talker
  readonly #person: Person
  readonly #ledger: Ledger
  readonly #serving = new Set<string>()
  readonly #sessions = new Map<string, string>()

  constructor(person: Person, ledger: Ledger) {
    this.#person = person
    this.#ledger = ledger
    this.talker = new Talker(person.name, person.caller, ledger)
    this.talker.onWelcome = () => void this.#takeUp()
    this.talker.onEvent = (event) => this.#hear(event)
  }

  async #takeUp() {
    this.talker.send({ type: 'presence', presence: 'ready' })
    // An offer made before the crash still stands.
    const path = '/sessions?list=queue&limit=200'
    const page = await this.#person.caller.get<Page<Session>>(path).catch(() => undefined)
    for (const session of page?.items ?? []) this.#accept(session)
  }

  #hear({ kind, session, agent }: EventBody) {
    if (kind === 'agent_presence_changed' && agent?.id === this.#person.id) {
      if (agent.presence !== 'ready') this.talker.send({ type: 'presence', presence: 'ready' })
    }
    if (!session) return
    const mine = session.state === 'assigned' && session.agent_id === this.#person.id
    if (mine) {
      this.#serving.add(session.conversation_id)
      this.#sessions.set(session.conversation_id, session.id)
    } else {
      this.#serving.delete(session.conversation_id)
    }
    if (session.state === 'offered') this.#accept(session)
  }

  #accept(session: Session) {
    if (session.offer?.agent_id !== this.#person.id) return
    const { number } = session.offer
    const path = `/sessions/${session.id}/accept`
    this.#person.caller.post(path, { offer: number }).then(
      () => this.#ledger.accepted(`${session.id} ${number}`, this.#person.id),
      () => {}, // Refused where the crash was faster, or where it was accepted just before it.
    )
  }

  say() {
    const conversation_id = this.#anyConversation()
    if (!conversation_id || this.talker.pending >= PENDING_MAX) return
    const visibility = Math.random() < NOTE_SHARE ? 'staff' : 'everyone'
    this.talker.say('On its way. 已经发货。', { conversation_id, visibility })
  }

  close() {
    const conversation = this.#anyConversation()
    const session = conversation && this.#sessions.get(conversation)
    if (session) this.#person.caller.post(`/sessions/${session}/close`, {}).catch(() => {})
  }

  #anyConversation(): string | undefined {
    return anyOf([...this.#serving])
  }
}

function anyOf<T>(all: readonly T[]): T | undefined {
  return all[Math.floor(Math.random() * all.length)]
}

/** Everybody who talks, from `start` until `stop`. */
export class Traffic {
  readonly visitors: Talker[] = []
  readonly agents: AgentAtWork[] = []
  readonly pace: Pace
  #timers: NodeJS.Timeout[] = []

  private constructor(pace: Pace) {
    this.pace = pace
  }

  /** `nodes`: where they connect, in turn; without, all at the house's own server. */
  static async among(
    house: House,
    ledger: Ledger,
    pace: Pace,
    nodes: readonly Server[] = [house.server],
  ): Promise<Traffic> {
    const traffic = new Traffic(pace)
    for (let i = 0; i < pace.agents; i++) {
      const more = { name: `Agent${i}`, queue_ids: [house.queue.id], capacity: 100 }
      const person = await employ(house.boss, more)
      const caller = new Caller(nodes[i % nodes.length] ?? house.server)
      await caller.signIn(person.email, PASSWORD)
      traffic.agents.push(new AgentAtWork({ ...person, caller }, ledger))
    }
    for (let i = 0; i < pace.visitors; i++) {
      const key = house.inbox.public_key
      const { credential } = await visit(house)
      const caller = new Caller(nodes[i % nodes.length] ?? house.server, credential)
      traffic.visitors.push(new Talker(`visitor${i}`, caller, ledger, key))
    }
    return traffic
  }

  start() {
    const { pace } = this
    const every = (ms: number, act: () => void) => this.#timers.push(setInterval(act, ms))
    for (const visitor of this.visitors) {
      every(pace.visitorSaysEveryMs, () => {
        if (visitor.pending < PENDING_MAX) visitor.say('Where is my order? 我的订单到哪里了？')
      })
    }
    for (const agent of this.agents) {
      every(pace.agentSaysEveryMs, () => agent.say())
      every(AGENT_CLOSES_EVERY_MS, () => agent.close())
    }
    every(pace.lineBreaksEveryMs, () => anyOf(this.visitors)?.hangUp())
    every(pace.lineBreaksEveryMs * 5, () => anyOf(this.agents)?.talker.hangUp())
  }

  /** Nobody says anything new; answers once everything said is acknowledged. */
  async settle(): Promise<void> {
    this.#timers.forEach((timer) => clearInterval(timer))
    const deadline = Date.now() + SETTLE_WITHIN_MS
    while (Date.now() < deadline && this.talkers.some((one) => one.pending > 0)) await sleep(20)
  }

  get talkers(): Talker[] {
    return [...this.visitors, ...this.agents.map((agent) => agent.talker)]
  }

  stop() {
    this.#timers.forEach((timer) => clearInterval(timer))
    this.talkers.forEach((talker) => talker.stop())
  }
}
