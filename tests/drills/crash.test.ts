// The server is killed again and again while visitors and agents talk. Nothing that was
// acknowledged may be missing, doubled or out of order, on disk or at any reader; and each time it
// is back within seconds. DRILL_KILLS says how often; from 100 on the load is the long drill's.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { furnish, visit } from '../harness/house.ts'
import { Server } from '../harness/server.ts'
import { Disk } from './disk.ts'
import { Ledger } from './ledger.ts'
import { Talker } from './talker.ts'
import { Traffic, type Pace } from './traffic.ts'

const KILLS = Number(process.env.DRILL_KILLS ?? 20)
const LONG = KILLS >= 100
/** Then a new house, so that looking at the whole disk after each kill stays quick. */
const KILLS_A_HOUSE = 25
const PACE: Pace = {
  visitors: LONG ? 90 : 40,
  agents: 4,
  visitorSaysEveryMs: LONG ? 100 : 125,
  agentSaysEveryMs: 100,
  lineBreaksEveryMs: 50,
}
const LIFE_MIN_MS = 100
const LIFE_SPREAD_MS = 2_900
/** Promised of every start, on a busy machine too. */
const READY_MAX_MS = 3_000

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
  const traffic = await Traffic.among(house, ledger, PACE)
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
  assert.ok(ledger.acked.size > (kills * PACE.visitors) / 2, 'there was a load')
  assert.ok(most <= READY_MAX_MS, `ready after ${most} ms`)
}

for (let done = 0; done < KILLS; done += KILLS_A_HOUSE) {
  const kills = Math.min(KILLS_A_HOUSE, KILLS - done)
  const title = `kills ${done + 1} to ${done + kills} under load lose and double nothing`
  test(title, (t) => killInOneHouse(t, kills))
}

test('the checker notices what is lost, doubled or changed, and two agents at once', async (t) => {
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
    "UPDATE event SET type = 'session_assigned' WHERE type IN ('session_opened', 'session_queued')",
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
