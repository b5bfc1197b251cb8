// Runs the real program on free ports of loopback, with data of its own, and ends it by its own id.
//
// PARLEY_BIN and PARLEY_WEB name the program and the pages; without them, a release build's. What the
// program logs is kept: `log()` is for the message of a test that failed.

import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const ROOT = resolve(import.meta.dirname, '../..')
export const PROGRAM = process.env.PARLEY_BIN ?? join(ROOT, 'build/release/src/main/parley')
const PAGES = process.env.PARLEY_WEB ?? join(ROOT, 'build/web')
const READY_WITHIN_MS = 60_000 // A sanitizer build on a busy machine.
const STOP_WITHIN_MS = 20_000
let schemas = 0
const LOG_TAIL_LINES = 60

export interface ServerOptions {
  /** Another node, whose database it shares; without it the server has one of its own. */
  beside?: Server
  /** Where its rows lie, whatever the tests run on: an address, or '' for SQLite in `data`. */
  database?: string
  /** HTTPS on all addresses of this machine; otherwise on a port nobody knows. */
  securePort?: number
  /** Reached by HTTPS on this address, such as a network namespace's that `under` enters. */
  address?: string
  /** Another way to the same PostgreSQL than that of the tests. */
  databasePort?: number
  /** With demo data, which takes a while to make. */
  demo?: boolean
  /** More of the command line. */
  args?: readonly string[]
  /** Of the program itself, such as a library to preload. */
  env?: Readonly<Record<string, string>>
  /** A command that runs the program, such as strace with its options; `start` may name another. */
  under?: readonly string[]
  /** How long the start may take. */
  readyWithinMs?: number
}

export class Server {
  readonly folder = mkdtempSync(join(tmpdir(), 'parley-test-'))
  readonly data = join(this.folder, 'data')
  /** Undefined: SQLite in `data`. Else a schema of this server's own in PARLEY_TEST_DATABASE. */
  readonly schema: string | undefined
  readonly database: string | undefined
  readonly port: number
  readonly origin: string
  readonly #options: ServerOptions
  #child: ChildProcess | undefined

  private constructor(port: number, options: ServerOptions) {
    this.port = port
    this.origin = options.address
      ? `https://${options.address}:${options.securePort}`
      : `http://127.0.0.1:${port}`
    this.#options = options
    const isGiven = options.database !== undefined
    this.schema = isGiven ? undefined : options.beside ? options.beside.schema : newSchema()
    this.database = isGiven ? options.database : this.schema && addressOf(this.schema)
  }

  static async start(options: ServerOptions = {}): Promise<Server> {
    const server = new Server(await freePort(), options)
    try {
      await server.start()
    } catch (error) {
      await server.remove()
      throw error
    }
    return server
  }

  /** Starts the program again on the same port and data; answers how long it took to be ready. */
  async start(under = this.#options.under ?? []): Promise<number> {
    const began = Date.now()
    const log = openSync(join(this.folder, 'log'), 'a')
    const where = ['--data', this.data, '--web', PAGES]
    const secure = ['--port', `${this.#options.securePort ?? 0}`]
    const database = this.database ? ['--database', this.#databaseAt(this.database)] : []
    const demo = this.#options.demo ? ['--demo'] : []
    const more = [...database, ...demo, ...(this.#options.args ?? [])]
    const serve = [PROGRAM, 'serve', ...where, ...secure, '--port-http', `${this.port}`, ...more]
    const [program = PROGRAM, ...args] = [...under, ...serve]
    this.#child = spawn(program, args, {
      stdio: ['ignore', log, log],
      env: { ...process.env, ...this.#options.env },
    })
    closeSync(log)
    await this.#ready(this.#child, began + (this.#options.readyWithinMs ?? READY_WITHIN_MS))
    return Date.now() - began
  }

  #databaseAt(address: string): string {
    const { databasePort } = this.#options
    if (!databasePort) return address
    const url = new URL(address)
    url.port = `${databasePort}`
    return url.href
  }

  async #ready(child: ChildProcess, deadline: number) {
    let broken: Error | undefined
    child.once('error', (error) => (broken = error))
    while (Date.now() < deadline) {
      if (broken) throw broken
      if (hasEnded(child)) throw new Error(`the server ended at its start:\n${this.log()}`)
      const answer = await fetch(`${this.origin}/readyz`).catch(() => undefined)
      await answer?.body?.cancel()
      if (answer?.ok) return
      await sleep(20)
    }
    throw new Error(`the server was not ready in time:\n${this.log()}`)
  }

  get pid(): number {
    return this.#child?.pid ?? 0
  }

  /** As a power cut would: nothing is said to it, nothing is waited for. */
  async kill() {
    await this.#end('SIGKILL')
  }

  /** As a supervisor would; answers the exit status, null if it had to be killed. */
  async stop(): Promise<number | null> {
    return this.#end('SIGTERM')
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child
    if (!child || hasEnded(child)) return child?.exitCode ?? null
    const over = new Promise<void>((done) => child.once('exit', () => done()))
    child.kill(signal)
    const patience = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS)
    await over
    clearTimeout(patience)
    return child.exitCode
  }

  /** Ends it if it runs, and removes its data. */
  async remove() {
    await this.stop()
    rmSync(this.folder, { recursive: true, force: true })
  }

  log(lines = LOG_TAIL_LINES): string {
    const all = readFileSync(join(this.folder, 'log'), 'utf8').trimEnd().split('\n')
    return all.slice(-lines).join('\n')
  }
}

function addressOf(schema: string): string {
  return `${process.env.PARLEY_TEST_DATABASE}&options=-csearch_path%3D${schema}`
}

/** A place on the PostgreSQL that the tests run on, which nobody has used. */
export function newDatabase(): string {
  const schema = newSchema()
  if (!schema) throw new Error('the tests do not run on PostgreSQL')
  return addressOf(schema)
}

/** Tests run on PostgreSQL when tests/harness/with_postgres runs them. */
function newSchema(): string | undefined {
  const server = process.env.PARLEY_TEST_DATABASE
  if (!server) return undefined
  const schema = `test_${process.pid}_${++schemas}`
  const done = spawnSync('psql', ['-qX', '-d', server, '-c', `CREATE SCHEMA ${schema}`])
  if (done.status !== 0) throw new Error(`no schema: ${done.stderr}`)
  return schema
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done))
  const address = probe.address()
  await new Promise((done) => probe.close(done))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}
