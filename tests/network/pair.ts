// A PostgreSQL and its synchronous standby, on loopback and not the tests' own, so that one can die
// for good. What is committed is on both disks before the commit is answered.

import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type Server as Listener, type Socket } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { asServer, restartAt, settings } from '../harness/postgres.ts'
import { freePort } from '../harness/server.ts'

const WITH_POSTGRES = join(import.meta.dirname, '../harness/with_postgres')
const TELLS_AND_STAYS = 'echo "$PARLEY_TEST_POSTGRES"; exec cat >/dev/null'
const IN_STEP_WITHIN_MS = 20_000

export class Pair {
  readonly #keeper: ChildProcess
  readonly #home: string
  readonly #primary: number
  readonly #standby: number
  #silence: Listener | undefined
  readonly #hushed = new Set<Socket>()

  private constructor(keeper: ChildProcess, home: string, primary: number, standby: number) {
    this.#keeper = keeper
    this.#home = home
    this.#primary = primary
    this.#standby = standby
  }

  static async open(): Promise<Pair> {
    // It ends its server and removes everything when this process is gone, however it went.
    const keeper = spawn(WITH_POSTGRES, ['sh', '-c', TELLS_AND_STAYS], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, PARLEY_TEST_DATABASE: '' },
    })
    const [home] = (await once(createInterface(keeper.stdout), 'line')) as [string]
    const pair = new Pair(keeper, home, await freePort(), await freePort())
    try {
      await pair.#furnish()
    } catch (error) {
      await pair.close()
      throw error
    }
    return pair
  }

  async #furnish() {
    const home = this.#home
    const primary = this.#settings(this.#primary)
    await restartAt(home, '-o', primary)
    const from = ['-h', home, '-p', `${this.#primary}`, '-U', 'parley']
    await asServer(home, 'pg_basebackup', ...from, '-D', this.#standbyData, '-R', '-c', 'fast')
    const log = ['-l', join(this.#standbyData, 'server.log')]
    const standby = ['-D', this.#standbyData, ...log, '-o', this.#settings(this.#standby)]
    await asServer(home, 'pg_ctl', ...standby, '-w', 'start')
    await restartAt(home, '-o', `${primary} -c synchronous_standby_names=walreceiver`)
    await this.#inStep()
  }

  #settings(port: number): string {
    return settings({
      listen_addresses: '127.0.0.1',
      port,
      unix_socket_directories: this.#home,
      fsync: 'on',
      max_connections: 200,
    })
  }

  async #inStep() {
    const question = "SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'"
    const deadline = Date.now() + IN_STEP_WITHIN_MS
    const where = ['-qXAt', '-d', `postgresql://parley@127.0.0.1:${this.#primary}/postgres`]
    while ((await promisify(execFile)('psql', [...where, '-c', question])).stdout.trim() !== '1') {
      if (Date.now() > deadline) throw new Error('the standby does not follow')
      await sleep(50)
    }
  }

  get #standbyData(): string {
    return join(this.#home, 'standby')
  }

  /** Of both, for whoever writes. */
  get address(): string {
    const hosts = `127.0.0.1:${this.#primary},127.0.0.1:${this.#standby}`
    const how = 'sslmode=disable&connect_timeout=2&target_session_attrs=read-write'
    return `postgresql://parley@${hosts}/postgres?${how}`
  }

  /** The primary drops everything, and refuses whoever comes. */
  async stopPrimary() {
    await asServer(this.#home, 'pg_ctl', '-D', join(this.#home, 'data'), '-m', 'immediate', 'stop')
  }

  /** The primary is gone between two instructions, and who comes hears nothing at all. */
  async killPrimary() {
    const [first] = readFileSync(join(this.#home, 'data/postmaster.pid'), 'utf8').split('\n')
    const postmaster = Number(first)
    process.kill(postmaster, 'SIGSTOP') // So that it makes no more of them.
    const listed = execFileSync('ps', ['-o', 'pid=', '--ppid', `${postmaster}`], {
      encoding: 'utf8',
    })
    for (const pid of [...listed.trim().split('\n').map(Number), postmaster]) killNow(pid)
    await this.#fallSilent()
  }

  async #fallSilent() {
    const deadline = Date.now() + IN_STEP_WITHIN_MS
    for (;;) {
      const silence = createServer((socket) => this.#hushed.add(socket.on('error', () => {})))
      silence.listen(this.#primary, '127.0.0.1')
      try {
        await once(silence, 'listening')
        this.#silence = silence
        return
      } catch (error) {
        if (Date.now() > deadline) throw error
        await sleep(20)
      }
    }
  }

  async promote() {
    await asServer(this.#home, 'pg_ctl', '-D', this.#standbyData, '-w', 'promote')
  }

  async close() {
    this.#silence?.close()
    for (const socket of this.#hushed) socket.destroy()
    const stop = ['-D', this.#standbyData, '-m', 'immediate', 'stop']
    await asServer(this.#home, 'pg_ctl', ...stop).catch(() => {})
    const over = once(this.#keeper, 'exit')
    this.#keeper.stdin?.end()
    await over
  }
}

function killNow(pid: number) {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended by itself.
  }
}
