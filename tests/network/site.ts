// Two nodes in namespaces of their own, with the database and the bus across the wire.

import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { restartPostgres, settings } from '../harness/postgres.ts'
import { freePort, Server } from '../harness/server.ts'
import { NatsServer } from '../nodes/cluster.ts'
import { SlowWay, type Distance } from './slow_way.ts'
import { Wire, type Place } from './wire.ts'

const NODES = 2

export class Site {
  readonly wire = Wire.open(NODES)
  readonly nodes: Server[] = []
  nats: NatsServer | undefined
  readonly #ways: SlowWay[] = []
  /** Where nodes find them. */
  #ports: Record<'database' | 'bus', number> = { database: 0, bus: 0 }

  static async open(distance?: Distance): Promise<Site> {
    const site = new Site()
    try {
      await site.#furnish(distance)
    } catch (error) {
      await site.close()
      throw error
    }
    return site
  }

  async #furnish(distance?: Distance) {
    const database = await freePort()
    await listenAt(this.wire.place('database'), database, this.wire.everybody)
    this.nats = new NatsServer(await freePort(), this.wire.place('bus'))
    await this.nats.start()
    this.#ports = { database, bus: this.nats.port }
    const databaseAt = `${this.wire.place('database')}:${database}`
    process.env.PARLEY_TEST_DATABASE = `postgresql://parley@${databaseAt}/postgres?sslmode=disable`
    if (distance) {
      for (const place of ['database', 'bus'] as const) {
        const way = await SlowWay.open(this.wire.place(place), this.#ports[place], distance)
        this.#ways.push(way)
        this.#ports[place] = way.port
      }
    }
    for (let at = 0; at < NODES; at++) await this.#join(at)
  }

  async #join(at: number) {
    const [first] = this.nodes
    const bus = `nats://${this.wire.place('bus')}:${this.#ports.bus}`
    const files = first ? ['--files', join(first.data, 'files')] : []
    const node = await Server.start({
      ...(first && { beside: first }),
      address: this.wire.node(at),
      securePort: await freePort(),
      under: ['ip', 'netns', 'exec', this.wire.namespace(at)],
      databasePort: this.#ports.database,
      args: ['--nats', bus, '--group', `network-${process.pid}`, ...files],
    })
    this.nodes.push(node)
  }

  node(at: number): Server {
    const node = this.nodes[at]
    if (!node) throw new Error(`there is no node ${at}`)
    return node
  }

  cut(at: number, ...places: readonly Place[]) {
    this.wire.cut(at, ...places)
  }

  async close() {
    this.wire.heal()
    for (const node of this.nodes) await node.remove()
    for (const way of this.#ways) await way.close()
    await this.nats?.kill()
    this.wire.close()
  }
}

/** The test's own PostgreSQL, on an address of the wire too. */
async function listenAt(address: string, port: number, who: string) {
  const home = process.env.PARLEY_TEST_POSTGRES
  if (!home) throw new Error("this PostgreSQL is not the test's own")
  appendFileSync(join(home, 'data/pg_hba.conf'), `host all all ${who} trust\n`)
  const options = {
    listen_addresses: address,
    port,
    unix_socket_directories: home,
    fsync: 'on',
    max_connections: 200,
  }
  await restartPostgres('-o', settings(options))
}
