// The primary PostgreSQL dies for good under two nodes, and its synchronous standby is promoted. The
// nodes know both by one address.

import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Server } from '../harness/server.ts'
import { Cluster } from '../nodes/cluster.ts'
import { drill, type Ground } from './drill.ts'
import { Pair } from './pair.ts'

/** Until whoever watches the primary believes that it is gone. */
const NOTICED_AFTER_MS = 2_000

const why = process.env.PARLEY_TEST_POSTGRES ? undefined : 'needs tests/harness/with_postgres'
if (why) console.warn(`skipped: ${why}`)

class House implements Ground {
  readonly pair: Pair
  readonly #cluster: Cluster

  private constructor(pair: Pair, cluster: Cluster) {
    this.pair = pair
    this.#cluster = cluster
  }

  static async open(): Promise<House> {
    const pair = await Pair.open()
    process.env.PARLEY_TEST_DATABASE = pair.address
    try {
      return new House(pair, await Cluster.start(2))
    } catch (error) {
      await pair.close()
      throw error
    }
  }

  get nodes(): readonly Server[] {
    return this.#cluster.nodes
  }

  async close() {
    await this.#cluster.remove()
    await this.pair.close()
  }
}

function failover(title: string, fell: (pair: Pair) => Promise<void>) {
  test(title, { skip: why ?? false, timeout: 180_000 }, async (t) => {
    await drill(t, await House.open(), {
      hits: [],
      async act({ pair }) {
        await fell(pair)
        await sleep(NOTICED_AFTER_MS)
        await pair.promote()
      },
    })
  })
}

failover('the primary is stopped as by a power cut, and refuses', (pair) => pair.stopPrimary())
failover('the primary is killed, and its address says nothing', (pair) => pair.killPrimary())
