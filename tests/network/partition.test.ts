// Nodes lose the database, the bus or everything, without a refusal to tell them: packets just stop.

import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { restartPostgres } from '../harness/postgres.ts'
import { CAN_RUN } from '../nodes/cluster.ts'
import { drill, LONG, type Fault } from './drill.ts'
import { Site } from './site.ts'
import type { Distance } from './slow_way.ts'
import { noWire } from './wire.ts'

/** Long enough for the lease to run out, for connections to be given up, and for both to be old. */
const CUTS_MS = LONG ? [5_000, 60_000, 300_000] : [8_000]
const CUT_MS = LONG ? 60_000 : 8_000

const why = noWire() ?? (CAN_RUN ? undefined : 'needs tests/harness/with_postgres')
if (why) console.warn(`skipped: ${why}`)
// The nodes' certificates are their own.
process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'

function cut(title: string, fault: Fault<Site>, distance?: Distance) {
  test(title, { skip: why ?? false, timeout: 900_000 }, async (t) => {
    await drill(t, await Site.open(distance), fault)
  })
}

for (const cutMs of CUTS_MS) {
  const seconds = cutMs / 1000

  cut(`the owner is cut off from the database for ${seconds} s`, {
    hits: [0],
    movesTo: 1,
    async act(site) {
      site.cut(0, 'database')
      await sleep(cutMs)
      site.wire.heal()
    },
  })

  cut(`the owner is cut off from everything for ${seconds} s, and returns stale`, {
    hits: [0],
    movesTo: 1,
    async act(site) {
      site.cut(0, 'database', 'bus', 'client')
      await sleep(cutMs)
      site.wire.heal()
    },
  })

  cut(`a node is cut off from the bus for ${seconds} s`, {
    hits: [1],
    async act(site) {
      site.cut(1, 'bus')
      await sleep(cutMs)
      site.wire.heal()
    },
  })
}

cut('the owner stands still, and goes on after another has taken over', {
  hits: [0],
  movesTo: 1,
  async act(site) {
    process.kill(site.node(0).pid, 'SIGSTOP')
    await sleep(CUT_MS)
    process.kill(site.node(0).pid, 'SIGCONT')
  },
})

cut('the bus is killed and comes back', {
  hits: [1],
  async act(site) {
    await site.nats?.kill()
    await sleep(CUT_MS / 4)
    await site.nats?.start()
  },
})

cut('the database is stopped in the middle of everything', {
  hits: [],
  async act() {
    await restartPostgres('-m', 'immediate')
  },
})

const LONG_WAY = 'a long way to the database and the bus, which also loses packets'
cut(
  LONG_WAY,
  {
    hits: [],
    async act(site) {
      const end = Date.now() + CUT_MS
      while (Date.now() < end) {
        for (const at of [0, 1]) site.cut(at, 'database', 'bus')
        await sleep(20 + Math.random() * 130)
        site.wire.heal()
        await sleep(200 + Math.random() * 600)
      }
    },
  },
  { delayMs: 2, spreadMs: 4 },
)
