// The server is killed again and again while visitors and agents talk. Nothing that was
// acknowledged may be missing, doubled or out of order, on disk or at any reader; and each time it
// is back within seconds. DRILL_KILLS says how often; from 100 on the load is the long drill's.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { EventBody, Page, Session } from '@parley/api'
import { employ, furnish, visit } from '../harness/house.ts'
import type { House, Person } from '../harness/house.ts'
import { Server } from '../harness/server.ts'
import { Disk } from './disk.ts'
import { Ledger } from './ledger.ts'
import { Talker } from './talker.ts'

const KILLS = Number(process.env.DRILL_KILLS ?? 20)
const LONG = KILLS >= 100
/** Then a new house, so that looking at the whole disk after each kill stays quick. */
const KILLS_A_HOUSE = 25
const VISITORS = LONG ? 90 : 40
const AGENTS = 4
const VISITOR_SAYS_EVERY_MS = LONG ? 100 : 125
const AGENT_SAYS_EVERY_MS = 100
const AGENT_CLOSES_EVERY_MS = 3_000
/** Somebody's line breaks, while the server lives. */
const LINE_BREAKS_EVERY_MS = 50
const PENDING_MAX = 20
const NOTE_SHARE = 0.25
const LIFE_MIN_MS = 100
const LIFE_SPREAD_MS = 2_900
const SETTLE_WITHIN_MS = 30_000
const READY_PROMISE_MS = 3_000
/** Other work on the machine may slow one start; not the usual one. */
const READY_MAX_MS = 3 * READY_PROMISE_MS

class AgentAtWork {
  readonly talker: Talker
  readonly #person: Person
  readonly #serving = new Set<string>()
  readonly #sessions = new Map<string, string>()

  constructor(person: Person, ledger: Ledger) {
    this.#person = person
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
    const path = `/sessions/${session.id}/accept`
    // Refused where the crash was faster, or where it was accepted just before it.
    this.#person.caller.post(path, { offer: session.offer.number }).catch(() => {})
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
class Traffic {
  readonly visitors: Talker[] = []
  readonly agents: AgentAtWork[] = []
  #timers: NodeJS.Timeout[] = []

  static async among(house: House, ledger: Ledger): Promise<Traffic> {
    const traffic = new Traffic()
    for (let i = 0; i < AGENTS; i++) {
      const more = { name: `Agent${i}`, queue_ids: [house.queue.id], capacity: 100 }
      traffic.agents.push(new AgentAtWork(await employ(house.boss, more), ledger))
    }
    for (let i = 0; i < VISITORS; i++) {
      const key = house.inbox.public_key
      traffic.visitors.push(new Talker(`visitor${i}`, await visit(house), ledger, key))
    }
    return traffic
  }

  start() {
    const every = (ms: number, act: () => void) => this.#timers.push(setInterval(act, ms))
    for (const visitor of this.visitors) {
      every(VISITOR_SAYS_EVERY_MS, () => {
        if (visitor.pending < PENDING_MAX) visitor.say('Where is my order? 我的订单到哪里了？')
      })
    }
    for (const agent of this.agents) {
      every(AGENT_SAYS_EVERY_MS, () => agent.say())
      every(AGENT_CLOSES_EVERY_MS, () => agent.close())
    }
    every(LINE_BREAKS_EVERY_MS, () => anyOf(this.visitors)?.hangUp())
    every(LINE_BREAKS_EVERY_MS * 5, () => anyOf(this.agents)?.talker.hangUp())
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

async function killAndReturn(server: Server, ledger: Ledger, when: string): Promise<number> {
  await server.kill()
  const disk = new Disk(server.data)
  try {
    const check = disk.check(ledger, when)
    const ready = await server.start()
    await check
    return ready
  } finally {
    disk.remove()
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

async function killInOneHouse(t: TestContext, kills: number) {
  const server = await Server.start()
  t.after(() => server.remove())
  const house = await furnish(server, { queue: { share: 1 } })
  const ledger = new Ledger()
  const traffic = await Traffic.among(house, ledger)
  t.after(() => traffic.stop())
  traffic.start()

  const ready: number[] = []
  let lived = 0
  for (let kill = 1; kill <= kills && ledger.faults.length === 0; kill++) {
    const life = LIFE_MIN_MS + Math.random() * LIFE_SPREAD_MS
    await sleep(life)
    lived += life / 1000
    ready.push(await killAndReturn(server, ledger, `kill ${kill}`))
  }
  await traffic.settle()
  const unanswered = traffic.talkers.reduce((sum, one) => sum + one.pending, 0)
  traffic.stop()
  await killAndReturn(server, ledger, 'the last kill')

  const most = Math.max(...ready)
  t.diagnostic(
    `${ledger.acked.size} messages acknowledged, ${ready.length} kills in ${lived | 0} s of life`,
  )
  t.diagnostic(
    `${ledger.received} received, ${ledger.resumed} streams resumed, ${ledger.refused} refusals`,
  )
  t.diagnostic(`ready after ${median(ready)} ms in the median, ${most} ms at most`)
  assert.deepEqual(ledger.faults, [])
  assert.equal(unanswered, 0, 'everything said is answered in the end')
  assert.ok(ledger.acked.size > (kills * VISITORS) / 2, 'there was a load')
  assert.ok(median(ready) <= READY_PROMISE_MS, `ready after ${median(ready)} ms`)
  assert.ok(most <= READY_MAX_MS, `ready after ${most} ms`)
}

for (let done = 0; done < KILLS; done += KILLS_A_HOUSE) {
  const kills = Math.min(KILLS_A_HOUSE, KILLS - done)
  const title = `kills ${done + 1} to ${done + kills} under load lose and double nothing`
  test(title, (t) => killInOneHouse(t, kills))
}

test('the checker notices a lost, a doubled and a changed message', async (t) => {
  const server = await Server.start()
  t.after(() => server.remove())
  const house = await furnish(server)
  const ledger = new Ledger()
  const visitor = new Talker('visitor', await visit(house), ledger, house.inbox.public_key)
  t.after(() => visitor.stop())
  for (let i = 0; i < 3; i++) visitor.say(`message ${i}`)
  while (visitor.pending > 0) await sleep(20)
  await server.kill()

  const wrongs = [
    "DELETE FROM message WHERE client_msg_id = 'visitor-2'",
    "UPDATE message SET client_msg_id = 'visitor-1' WHERE client_msg_id = 'visitor-2'",
    "UPDATE message SET seq = 90 WHERE client_msg_id = 'visitor-3'",
    'UPDATE conversation SET last_seq = last_seq + 1',
    'DELETE FROM event WHERE seq = 5',
  ]
  for (const wrong of wrongs) {
    const disk = new Disk(server.data)
    t.after(() => disk.remove())
    await disk.check(ledger, 'untouched')
    assert.deepEqual(ledger.faults, [])
    await disk.ask(`DROP INDEX message_sent; ${wrong}`)
    await disk.check(ledger, 'tampered')
    assert.notDeepEqual(ledger.faults, [], wrong)
    ledger.faults.length = 0
  }
})
