// Nodes lose the database, the bus or everything, without a refusal to tell them: packets just stop.
// People talk all the time. Nothing acknowledged may be missing, doubled or out of order in any
// audience's stream, and no session may have two agents.
//
// An *error* is the time a message waited for its acknowledgement, resent as the pages do, counted
// from when it was said, or from the healing for clients whose own node could not serve. The
// *ownership has moved* when the other node acknowledges a message that was said after the fault.

import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Ledger } from '../drills/ledger.ts'
import { Traffic, type Pace } from '../drills/traffic.ts'
import { furnish } from '../harness/house.ts'
import { CAN_RUN, restartPostgres } from '../nodes/cluster.ts'
import { Site } from './site.ts'
import type { Distance } from './slow_way.ts'
import { noWire } from './wire.ts'

const LONG = Number(process.env.DRILL_KILLS ?? 20) >= 100
const PACE: Pace = {
  visitors: LONG ? 30 : 16,
  agents: 4,
  visitorSaysEveryMs: 250,
  agentSaysEveryMs: 200,
  lineBreaksEveryMs: 400,
}
const BEFORE_MS = 3_000
const AFTER_MS = 3_000
const MOVED_WITHIN_MS = 5_000
const AGAIN_WITHIN_MS = 10_000
/** Long enough for the lease to run out, for connections to be given up, and for both to be old. */
const CUTS_MS = LONG ? [5_000, 60_000, 300_000] : [8_000]
const CUT_MS = LONG ? 60_000 : 8_000

const why = noWire() ?? (CAN_RUN ? undefined : 'needs tests/harness/with_postgres')
if (why) console.warn(`skipped: ${why}`)
// The nodes' certificates are their own.
process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'

interface Fault {
  /** Whose clients cannot be served until it is over. */
  hits: readonly number[]
  /** Which node must go on in its place. */
  movesTo?: number
  distance?: Distance
  act(site: Site): Promise<void>
}

function drill(title: string, fault: Fault) {
  test(title, { skip: why ?? false, timeout: 900_000 }, async (t) => {
    const site = await Site.open(fault.distance)
    const ledger = new Ledger()
    let traffic: Traffic | undefined
    try {
      const house = await furnish(site.node(0), { queue: { share: 1 } })
      traffic = await Traffic.among(house, ledger, PACE, site.nodes)
      traffic.start()
      await sleep(BEFORE_MS)
      const began = Date.now()
      await fault.act(site)
      const over = Date.now()
      await sleep(AFTER_MS)
      await traffic.settle()
      const unanswered = traffic.talkers.filter((one) => one.pending > 0).map((one) => one.name)
      traffic.stop()
      assert.deepEqual(unanswered, [], 'everything said is answered in the end')
      await site.check(ledger, 'in the end')
      assert.deepEqual(ledger.faults, [])
      judge(t, fault, ledger, began, over)
    } catch (error) {
      console.error(ledger.faults, site.log())
      throw error
    } finally {
      traffic?.stop()
      await site.close()
    }
  })
}

function judge(t: TestContext, fault: Fault, ledger: Ledger, began: number, over: number) {
  const waits = ledger.waits.map(({ clientMsgId, saidAt, ackedAt }) => {
    const node = nodeOf(clientMsgId)
    const since = fault.hits.includes(node) ? Math.max(saidAt, Math.min(over, ackedAt)) : saidAt
    return { node, saidAt, ackedAt, tookMs: ackedAt - since }
  })
  const worst = Math.max(...waits.map((one) => one.tookMs))
  const { sent, refused, resumed } = ledger
  t.diagnostic(`${ledger.acked.size} of ${sent} acknowledged, ${refused} refusals`)
  t.diagnostic(`${ledger.received} received, ${resumed} streams resumed`)
  t.diagnostic(`longest wait ${worst} ms, of a fault of ${over - began} ms`)
  assert.ok(sent > PACE.visitors * 10, 'there was a load')
  assert.ok(worst <= AGAIN_WITHIN_MS, `somebody waited ${worst} ms`)
  if (fault.movesTo === undefined) return
  const there = waits.filter(({ node, saidAt }) => node === fault.movesTo && saidAt >= began)
  const moved = Math.min(...there.map((one) => one.ackedAt)) - began
  t.diagnostic(`ownership moved after ${moved} ms`)
  assert.ok(moved <= MOVED_WITHIN_MS, `ownership moved after ${moved} ms`)
}

/** `Traffic` gives its people to the nodes in turn. */
function nodeOf(clientMsgId: string): number {
  return Number(/\d+/.exec(clientMsgId)?.[0]) % 2
}

for (const cutMs of CUTS_MS) {
  const seconds = cutMs / 1000

  drill(`the owner is cut off from the database for ${seconds} s`, {
    hits: [0],
    movesTo: 1,
    async act(site) {
      site.cut(0, 'database')
      await sleep(cutMs)
      site.wire.heal()
    },
  })

  drill(`the owner is cut off from everything for ${seconds} s, and returns stale`, {
    hits: [0],
    movesTo: 1,
    async act(site) {
      site.cut(0, 'database', 'bus', 'client')
      await sleep(cutMs)
      site.wire.heal()
    },
  })

  drill(`a node is cut off from the bus for ${seconds} s`, {
    hits: [1],
    async act(site) {
      site.cut(1, 'bus')
      await sleep(cutMs)
      site.wire.heal()
    },
  })
}

drill('the owner stands still, and goes on after another has taken over', {
  hits: [0],
  movesTo: 1,
  async act(site) {
    process.kill(site.node(0).pid, 'SIGSTOP')
    await sleep(CUT_MS)
    process.kill(site.node(0).pid, 'SIGCONT')
  },
})

drill('the bus is killed and comes back', {
  hits: [1],
  async act(site) {
    await site.nats?.kill()
    await sleep(CUT_MS / 4)
    await site.nats?.start()
  },
})

drill('the database is stopped in the middle of everything', {
  hits: [],
  async act() {
    await restartPostgres('-m', 'immediate')
  },
})

drill('a long way to the database and the bus, which also loses packets', {
  hits: [],
  distance: { delayMs: 2, spreadMs: 4 },
  async act(site) {
    const end = Date.now() + CUT_MS
    while (Date.now() < end) {
      for (const at of [0, 1]) site.cut(at, 'database', 'bus')
      await sleep(20 + Math.random() * 130)
      site.wire.heal()
      await sleep(200 + Math.random() * 600)
    }
  },
})
