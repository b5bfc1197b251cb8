// Runs `parley voice` on free ports of loopback, and calls it by sipp.

import assert from 'node:assert/strict'
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { PROGRAM } from '../harness/server.ts'
import { writeTone } from './sound.ts'

export const SIPP = '/usr/bin/sipp'
export const SOUNDS = '/usr/share/sip-tester'

export const hasSipp = spawnSync(SIPP, ['-v']).error === undefined

const AGAIN_AFTER_MS = 50
/** Of sound: ours, and sipp's. */
export const SOUND_PORTS = [22_000, 22_799] as const
const SIPP_PORTS = [22_800, 22_998] as const

/** Waits until what is checked holds; throws what was wrong at last. */
export async function holds(check: () => void, withinMs = 10_000) {
  const deadline = Date.now() + withinMs
  for (;;) {
    try {
      return check()
    } catch (error) {
      if (Date.now() > deadline) throw error
      await sleep(AGAIN_AFTER_MS)
    }
  }
}

export async function freePort(): Promise<number> {
  const socket = createSocket('udp4')
  await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done))
  const { port } = socket.address()
  await new Promise<void>((done) => socket.close(done))
  return port
}

interface VoiceOptions {
  /** Of one frequency. */
  music?: number
  /** Calls wait for its commands. */
  control?: boolean
  silenceSeconds?: number
  /** Anybody may call; true unless told. */
  open?: boolean
  /** Of sound. */
  ports?: readonly [number, number]
  args?: string[]
}

interface Calling {
  calls?: number
  transport?: 'u1' | 't1'
  /** A file beside this one: who speaks, or who only listens. */
  scenario?: string
  args?: string[]
}

/** sipp's command line for one call, or several at once. */
export function sippTo(port: number, options: Calling): string[] {
  const { calls = 1, transport = 'u1', scenario = 'caller', args = [] } = options
  const file = join(import.meta.dirname, `${scenario}.xml`)
  const address = args[args.indexOf('-i') + 1] === '::1' ? '::1' : '127.0.0.1'
  const words: Record<string, string> = {
    '-sf': file,
    '-s': '4001',
    '-i': address,
    '-m': `${calls}`,
    '-r': `${calls}`,
    '-t': transport,
    '-mp': `${sippSoundPort()}`,
    '-d': '4000',
    '-timeout': '30s',
  }
  const more = Object.entries(words).filter(([word]) => !args.includes(word))
  const target = address === '::1' ? `[::1]:${port}` : `${address}:${port}`
  return [target, '-nostdin', '-trace_err', ...more.flat(), ...args]
}

let sippSounds = Math.floor(Math.random() * 1_000)

/** The first of four that one sipp uses; another each time, since some other may be in use still. */
export function sippSoundPort(): number {
  const [first, last] = SIPP_PORTS
  return first + 4 * (sippSounds++ % ((last - first) >> 2))
}

export class Voice {
  readonly folder = mkdtempSync(join(tmpdir(), 'parley-voice-'))
  readonly recordings = join(this.folder, 'recordings')
  readonly control = join(this.folder, 'control')
  port = 0
  log = ''
  #child: ChildProcess | undefined
  readonly #callers: ChildProcess[] = []

  static async start(options: VoiceOptions = {}): Promise<Voice> {
    const voice = new Voice()
    mkdirSync(voice.recordings)
    voice.port = await freePort()
    const [first, last] = options.ports ?? SOUND_PORTS
    // prettier-ignore
    const all = ['voice', '--port', `${voice.port}`, '--first-port', `${first}`, '--last-port',
      `${last}`, '--recordings', voice.recordings, ...(options.args ?? [])]
    if (options.open !== false) all.push('--open')
    if (options.silenceSeconds) all.push('--silence-seconds', `${options.silenceSeconds}`)
    if (options.control) all.push('--control', voice.control)
    if (options.music) {
      const file = join(voice.folder, 'music.wav')
      writeTone(file, options.music, 5)
      all.push('--music', file)
    }
    const child = spawn(PROGRAM, all, { stdio: ['ignore', 'ignore', 'pipe'] })
    voice.#child = child
    child.stderr.on('data', (chunk: Buffer) => (voice.log += chunk.toString()))
    await holds(() => assert.match(voice.log, /voice_ready/))
    return voice
  }

  files(): string[] {
    return readdirSync(this.recordings).map((name) => join(this.recordings, name))
  }

  /** Calls, and goes on meanwhile; its exit code when it is done, 0: all was as in the scenario. */
  calls(options: Calling = {}): Promise<number> {
    const child = spawn(SIPP, sippTo(this.port, options), { cwd: this.folder, stdio: 'ignore' })
    this.#callers.push(child)
    return new Promise((done) => child.once('exit', (code) => done(code ?? -1)))
  }

  /** Those who called with these words vanish, and say nothing. */
  killCallers(word: string) {
    this.#callers
      .filter(({ spawnargs }) => spawnargs.includes(word))
      .forEach((one) => one.kill('SIGKILL'))
  }

  /** Calls, and throws what sipp says when one fails. */
  call(options: Calling = {}) {
    const settings = { cwd: this.folder, encoding: 'utf8', timeout: 60_000 } as const
    const done = spawnSync(SIPP, sippTo(this.port, options), settings)
    assert.equal(done.status, 0, `${done.stdout.slice(-3_000)}\n${done.stderr}\n${this.log}`)
  }

  /** Files and sockets that it has open. */
  handles(): number {
    return readdirSync(`/proc/${this.#child?.pid ?? 0}/fd`).length
  }

  /** Its exit code, once it is gone. */
  async gone(): Promise<number | null> {
    const child = this.#child
    if (!child) return null
    if (child.exitCode === null && child.signalCode === null)
      await new Promise((done) => child.once('exit', done))
    return child.exitCode
  }

  async stop(): Promise<number | null> {
    if (this.#child?.exitCode === null) this.#child.kill('SIGTERM')
    return this.gone()
  }

  async remove() {
    this.#callers.filter((one) => one.exitCode === null).forEach((one) => one.kill('SIGKILL'))
    await this.stop()
    rmSync(this.folder, { recursive: true, force: true })
  }
}
