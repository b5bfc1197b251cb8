// Several nodes of one installation: a PostgreSQL (tests/harness/with_postgres), a NATS server of the
// test's own, and as many servers as wanted, which share the files' folder.

import { spawn, type ChildProcess } from 'node:child_process'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Caller } from '../harness/client.ts'
import { furnish, PASSWORD, type House, type HouseOptions, type Person } from '../harness/house.ts'
import { freePort, Server } from '../harness/server.ts'

const UP_WITHIN_MS = 10_000
const GROUP = `test-${process.pid}`

export const CAN_RUN = process.env.PARLEY_TEST_DATABASE !== undefined

export class NatsServer {
  readonly port: number
  readonly #address: string
  readonly #more: readonly string[]
  #child: ChildProcess | undefined

  /** `more` of its command line. */
  constructor(port: number, address = '127.0.0.1', more: readonly string[] = []) {
    this.port = port
    this.#address = address
    this.#more = more
  }

  async start() {
    const where = ['-a', this.#address, '-p', `${this.port}`]
    const child = spawn('nats-server', [...where, ...this.#more], { stdio: 'ignore' })
    this.#child = child
    const deadline = Date.now() + UP_WITHIN_MS
    while (!(await answers(this.port, this.#address))) {
      if (Date.now() > deadline) throw new Error('the NATS server did not start')
      await sleep(20)
    }
  }

  async kill() {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const over = new Promise<void>((done) => child.once('exit', () => done()))
    child.kill('SIGKILL')
    await over
  }
}

function answers(port: number, address: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, address)
    socket.once('connect', () => done(true))
    socket.once('error', () => done(false))
    socket.once('close', () => socket.destroy())
    socket.once('connect', () => socket.destroy())
  })
}

export class Cluster {
  readonly nats: NatsServer
  readonly nodes: Server[] = []
  readonly #more: readonly string[]

  private constructor(nats: NatsServer, more: readonly string[]) {
    this.nats = nats
    this.#more = more
  }

  /** `more` of each node's command line. */
  static async start(count: number, more: readonly string[] = []): Promise<Cluster> {
    const cluster = new Cluster(new NatsServer(await freePort()), more)
    try {
      await cluster.nats.start()
      for (let started = 0; started < count; started++) await cluster.join()
    } catch (error) {
      await cluster.remove()
      throw error
    }
    return cluster
  }

  async join(): Promise<Server> {
    const [first] = this.nodes
    const files = first ? first.data : undefined
    const args = ['--nats', `nats://127.0.0.1:${this.nats.port}`, '--group', GROUP, ...this.#more]
    const node = await Server.start({
      ...(first && { beside: first }),
      args: [...args, ...(files ? ['--files', `${files}/files`] : [])],
    })
    this.nodes.push(node)
    return node
  }

  node(at: number): Server {
    const node = this.nodes[at]
    if (!node) throw new Error(`there is no node ${at}`)
    return node
  }

  /** Set up at the first node, which owns it then. */
  furnish(options: HouseOptions = {}): Promise<House> {
    return furnish(this.node(0), options)
  }

  async remove() {
    for (const node of this.nodes) await node.remove()
    await this.nats.kill()
  }
}

/** The same person, signed in at another node. */
export async function at(node: Server, person: Person): Promise<Person> {
  const caller = new Caller(node)
  await caller.signIn(person.email, PASSWORD)
  return { ...person, caller }
}

/** The same visitor at another node: their credential is good anywhere. */
export function visitorAt(node: Server, visitor: Caller): Caller {
  return new Caller(node, visitor.credential)
}
