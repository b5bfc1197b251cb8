// A peer's server as a process of its own, ended by its own id.

import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

const READY_WITHIN_MS = 15_000
const TICKS_PER_SECOND = 100 // What Linux promises its programs, whatever it counts by itself.

export class Child {
  readonly #process: ChildProcess
  readonly #log: string

  /** What it prints goes to `log`. It never outlives this process, unless that is killed. */
  constructor(command: readonly [string, ...string[]], log: string) {
    const out = openSync(log, 'a')
    const [program, ...args] = command
    this.#process = spawn(program, args, { stdio: ['ignore', out, out] })
    this.#process.once('error', () => undefined) // Told by the port that never opens.
    process.once('exit', () => this.#process.kill('SIGKILL'))
    this.#log = log
    closeSync(out)
  }

  /** Until something listens there. */
  async listensOn(port: number) {
    const deadline = Date.now() + READY_WITHIN_MS
    while (!(await isOpen(port))) {
      if (this.#hasEnded || Date.now() > deadline) {
        throw new Error(`the server did not start:\n${readFileSync(this.#log, 'utf8')}`)
      }
      await sleep(20)
    }
  }

  /** Of all its threads, so far. */
  cpuSeconds(): number {
    const stat = readFileSync(`/proc/${this.#process.pid}/stat`, 'utf8')
    // Behind the name, which may hold blanks: user and system time are fields 14 and 15 of all.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
  }

  /** At once: what it acknowledged is in its database, or the figure is wrong. */
  async end() {
    if (this.#hasEnded) return
    const over = new Promise<void>((done) => this.#process.once('exit', () => done()))
    this.#process.kill('SIGKILL')
    await over
  }

  get #hasEnded() {
    return (
      this.#process.pid === undefined ||
      this.#process.exitCode !== null ||
      this.#process.signalCode !== null
    )
  }
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = createConnection(port, '127.0.0.1')
    socket.once('connect', () => done(true)).once('error', () => done(false))
    socket.once('connect', () => socket.destroy())
  })
}
