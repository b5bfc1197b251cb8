// Three NATS servers are one bus between two nodes. Each node is told of one server, and learns of
// the others from it. Servers are killed one after another, then all at once.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort, Server } from '../harness/server.ts'
import { CAN_RUN, NatsServer } from '../nodes/cluster.ts'
import { drill, LONG, type Fault, type Ground } from './drill.ts'

const SERVERS = 3
const NODES = 2
const AWAY_MS = LONG ? 15_000 : 4_000
const ALL_AWAY_MS = LONG ? 60_000 : 8_000
const BETWEEN_MS = 2_000

const noBus = spawnSync('nats-server', ['-v']).status === 0 ? undefined : 'needs nats-server'
const why = noBus ?? (CAN_RUN ? undefined : 'needs tests/harness/with_postgres')
if (why) console.warn(`skipped: ${why}`)

class ThreeServers implements Ground {
  readonly servers: NatsServer[] = []
  readonly nodes: Server[] = []

  static async open(): Promise<ThreeServers> {
    const ground = new ThreeServers()
    try {
      await ground.#furnish()
    } catch (error) {
      await ground.close()
      throw error
    }
    return ground
  }

  async #furnish() {
    const routes: string[] = []
    for (let i = 0; i < SERVERS; i++) routes.push(`nats://127.0.0.1:${await freePort()}`)
    for (const own of routes) {
      const cluster = ['--cluster_name', 'drill', '--cluster', own, '--routes', routes.join(',')]
      const server = new NatsServer(await freePort(), '127.0.0.1', cluster)
      this.servers.push(server)
      await server.start()
    }
    const addresses = this.servers.map(({ port }) => `nats://127.0.0.1:${port}`)
    for (let i = 0; i < NODES; i++) {
      const [first] = this.nodes
      const files = first ? ['--files', `${first.data}/files`] : []
      const bus = ['--nats', addresses.join(','), '--group', `bus-${process.pid}`]
      const args = [...bus, ...files]
      this.nodes.push(await Server.start({ ...(first && { beside: first }), args }))
    }
  }

  /** How often a node has lost a server of the bus, and whether it has one now. */
  bus(node: Server): { losses: number; hasOne: boolean } {
    const told = node.log(Infinity).match(/"nats_(lost|connected)"/g) ?? []
    const losses = told.filter((one) => one === '"nats_lost"').length
    // The first connection is not told where it came at once.
    return { losses, hasOne: told.at(-1) !== '"nats_lost"' }
  }

  async close() {
    for (const node of this.nodes) await node.remove()
    for (const server of this.servers) await server.kill()
  }
}

function drillBus(title: string, fault: Fault<ThreeServers>) {
  test(title, { skip: why ?? false, timeout: 300_000 }, async (t) => {
    await drill(t, await ThreeServers.open(), fault)
  })
}

drillBus('of three servers of the bus each is killed once', {
  hits: [],
  async act(ground) {
    for (const server of ground.servers) {
      await server.kill()
      await sleep(AWAY_MS)
      for (const node of ground.nodes) {
        assert.ok(ground.bus(node).hasOne, 'a node is on another server while one is away')
      }
      await server.start()
      await sleep(BETWEEN_MS)
    }
    for (const node of ground.nodes) {
      assert.ok(ground.bus(node).losses > 0, 'each node lost its server')
    }
  },
})

drillBus('all servers of the bus are killed, and come back', {
  hits: [1],
  async act(ground) {
    await Promise.all(ground.servers.map((server) => server.kill()))
    await sleep(ALL_AWAY_MS)
    await Promise.all(ground.servers.map((server) => server.start()))
  },
})
