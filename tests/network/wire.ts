// Network namespaces as machines: one for each node, one as the wire between them and this machine,
// where the database and the bus stand on addresses of their own. What is cut is dropped without a
// word, as a dead switch would. The addresses are those that RFC 2544 keeps for tests.
//
//     here ──────────── wire ──────────── node 0
//     client, database,   └────────────── node 1
//     bus
//
// All names begin with this process's id, and go with it; what a killed process left is swept.

import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const BLOCK = 32 // Addresses of one wire.
const BLOCKS = 4_096
const NODES_MAX = 6
const SIGNALS = ['SIGINT', 'SIGTERM'] as const
const NAME = /^parley(\d+)/

export type Place = 'database' | 'bus' | 'client'
const PLACES: Record<Place, number> = { client: 1, database: 2, bus: 3 }
const GATE = 4

const ip = (...args: string[]) => execFileSync('ip', args, { encoding: 'utf8', stdio: 'pipe' })

/** Why there can be no namespaces here; undefined where there can. */
export function noWire(): string | undefined {
  if (process.getuid?.() !== 0) return 'network namespaces need root'
  const name = `parley${process.pid}probe`
  try {
    ip('netns', 'add', name)
    try {
      // Made is not yet entered: in a chroot it may not be.
      ip('-n', name, 'link', 'set', 'lo', 'up')
    } finally {
      ip('netns', 'delete', name)
    }
    return undefined
  } catch (error) {
    return `no network namespaces here: ${String(error)}`
  }
}

export class Wire {
  readonly #name = `parley${process.pid}`
  readonly #host = `p${process.pid}h`
  readonly #base = (process.pid % BLOCKS) * BLOCK
  readonly #cuts = new Set<string>()
  readonly #atExit = () => this.close()
  readonly #atSignal = () => process.exit(1) // By way of 'exit'.

  static open(nodes: number): Wire {
    if (nodes > NODES_MAX) throw new Error(`at most ${NODES_MAX} nodes`)
    sweep()
    const wire = new Wire()
    process.once('exit', wire.#atExit)
    for (const signal of SIGNALS) process.once(signal, wire.#atSignal)
    try {
      wire.#lay(nodes)
    } catch (error) {
      wire.close()
      throw error
    }
    return wire
  }

  #lay(nodes: number) {
    const up = `p${process.pid}u`
    this.#machine(this.#name)
    ip('link', 'add', this.#host, 'type', 'veth', 'peer', 'name', up, 'netns', this.#name)
    for (const place of Object.values(PLACES)) {
      ip('address', 'add', `${this.#address(place)}/29`, 'dev', this.#host)
    }
    ip('link', 'set', this.#host, 'up')
    this.#onWire('address', 'add', `${this.#address(GATE)}/29`, 'dev', up)
    this.#onWire('link', 'set', up, 'up')
    this.inside(this.#name, 'sh', '-c', 'echo 1 > /proc/sys/net/ipv4/ip_forward')
    for (let at = 0; at < nodes; at++) this.#layTo(at)
  }

  #layTo(at: number) {
    const name = this.namespace(at)
    const [gate, near, far] = [this.#address(8 + 4 * at + 2), `p${process.pid}n${at}`, 'eth0']
    this.#machine(name)
    this.#onWire('link', 'add', near, 'type', 'veth', 'peer', 'name', far, 'netns', name)
    this.#onWire('address', 'add', `${gate}/30`, 'dev', near)
    this.#onWire('link', 'set', near, 'up')
    ip('-n', name, 'address', 'add', `${this.node(at)}/30`, 'dev', far)
    ip('-n', name, 'link', 'set', far, 'up')
    ip('-n', name, 'route', 'add', 'default', 'via', gate)
    ip('route', 'add', `${this.#address(8 + 4 * at)}/30`, 'via', this.#address(GATE))
  }

  #machine(name: string) {
    ip('netns', 'add', name)
    ip('-n', name, 'link', 'set', 'lo', 'up')
  }

  #onWire(...args: string[]) {
    ip('-n', this.#name, ...args)
  }

  inside(name: string, ...command: string[]) {
    ip('netns', 'exec', name, ...command)
  }

  #address(at: number): string {
    const number = this.#base + at
    return `198.${18 + (number >> 16)}.${(number >> 8) & 255}.${number & 255}`
  }

  namespace(at: number): string {
    return `${this.#name}n${at}`
  }

  node(at: number): string {
    return this.#address(8 + 4 * at + 1)
  }

  place(place: Place): string {
    return this.#address(PLACES[place])
  }

  /** Whom an address of this wire belongs to, as PostgreSQL's pg_hba.conf writes it. */
  get everybody(): string {
    return `${this.#address(0)}/27`
  }

  /** From now on nothing passes between them, either way. */
  cut(at: number, ...places: readonly Place[]) {
    for (const place of places) {
      for (const [from, to] of this.#ways(at, place)) {
        this.#cuts.add(`${from} ${to}`)
        this.#onWire('rule', 'add', 'pref', '100', 'blackhole', 'from', from, 'to', to)
      }
    }
  }

  /** Everything that was cut. */
  heal() {
    for (const cut of this.#cuts) {
      const [from = '', to = ''] = cut.split(' ')
      this.#onWire('rule', 'delete', 'pref', '100', 'blackhole', 'from', from, 'to', to)
    }
    this.#cuts.clear()
  }

  #ways(at: number, place: Place): [string, string][] {
    const [node, other] = [this.node(at), this.place(place)]
    return [
      [node, other],
      [other, node],
    ]
  }

  /** A pair of devices goes with either of them, or, a little later, with its namespace. */
  close() {
    process.removeListener('exit', this.#atExit)
    for (const signal of SIGNALS) process.removeListener(signal, this.#atSignal)
    if (existsSync(`/sys/class/net/${this.#host}`)) ip('link', 'delete', this.#host)
    removeAll((pid) => pid === process.pid)
  }
}

function sweep() {
  removeAll((pid) => !existsSync(`/proc/${pid}`))
}

function removeAll(whose: (pid: number) => boolean) {
  for (const line of ip('netns', 'list').split('\n')) {
    const [name = ''] = line.split(' ')
    const pid = NAME.exec(name)?.[1]
    if (pid !== undefined && whose(Number(pid))) ip('netns', 'delete', name)
  }
}
