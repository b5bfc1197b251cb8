// baresip as a telephone: it registers and answers, or calls; it speaks a tone, and keeps what it hears.

import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { shareAt, writeTone } from './sound.ts'
import { freePort, holds } from './voice.ts'

const PROGRAM = '/usr/bin/baresip'
const SPOKEN_SECONDS = 20
/** Of what is heard by it, until the network and its buffers are through. */
const HEARD_WITHIN_MS = 10_000
const HEADER = 44

export const hasBaresip = existsSync(PROGRAM)

export interface Account {
  user: string
  /** Without one it does not register. */
  password?: string
  /** Where it registers. */
  port: number
  transport: 'udp' | 'tcp' | 'tls'
  /** Its name, rate and channels, such as "PCMA/8000/1". */
  codec: string
  /** Words of its account besides, such as "mediaenc=srtp-mand". */
  more?: string[]
  /** A file with the authority that it is told to trust. */
  ca?: string
  /** How long it has something to say. */
  seconds?: number
}

export class Baresip {
  readonly #folder: string
  readonly #child: ChildProcess
  readonly form: { rate: number; channels: number }
  log = ''

  private constructor(folder: string, child: ChildProcess, form: Baresip['form']) {
    this.form = form
    this.#folder = folder
    this.#child = child
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (this.log += chunk.toString()))
  }

  static async start(inside: string, hertz: number, account: Account): Promise<Baresip> {
    const folder = mkdtempSync(join(inside, `baresip-${account.user}-`))
    const { user, password, port, transport, codec, more = [], ca } = account
    const words = ['answermode=auto', ...more, `audio_codecs=${codec}`]
    words.push(...(password ? [`auth_pass=${password}`, 'regint=120'] : ['regint=0']))
    const address = `<sip:${user}@127.0.0.1:${port};transport=${transport}>`
    writeFileSync(join(folder, 'accounts'), `${address};${words.join(';')}\n`)
    const [, rate = 0, channels = 0] = codec.split('/').map(Number)
    const { seconds = SPOKEN_SECONDS } = account
    writeTone(join(folder, 'said.wav'), hertz, seconds, { rate, channels })
    const modules = ['g711', 'g722', 'opus', 'aufile', 'sndfile', 'srtp', 'uuid', 'stdio'].map(
      (name) => `module ${name}.so`,
    )
    const lines = [
      `sip_listen 127.0.0.1:${await freePort()}`,
      ...(ca ? [`sip_cafile ${ca}`] : []),
      'net_interface 127.0.0.1',
      'module_path /usr/lib/baresip/modules',
      ...modules,
      'module_app account.so',
      'module_app menu.so',
      `audio_source aufile,${join(folder, 'said.wav')}`,
      `snd_path ${folder}`,
      'rtp_ports 22700-22798',
    ]
    writeFileSync(join(folder, 'config'), `${lines.join('\n')}\n`)
    const child = spawn(PROGRAM, ['-f', folder], { stdio: ['pipe', 'pipe', 'pipe'] })
    return new Baresip(folder, child, { rate, channels })
  }

  /** Calls that number of the server it knows. */
  dial(number: string, port: number) {
    this.#type(`/dial sip:${number}@127.0.0.1:${port}`)
  }

  /** Says another tone from now on. */
  say(hertz: number) {
    const file = join(this.#folder, `said-${hertz}.wav`)
    writeTone(file, hertz, SPOKEN_SECONDS, this.form)
    this.#type(`/ausrc aufile,${file}`)
  }

  /** Waits until all of these are heard at once, and none of those. */
  async hears(hertz: number[], none: number[] = []) {
    await holds(() => {
      for (const one of hertz) this.#insist(one, (share) => share > 0.6 / hertz.length)
      for (const one of none) this.#insist(one, (share) => share < 0.02)
    }, HEARD_WITHIN_MS)
  }

  #insist(hertz: number, is: (share: number) => boolean) {
    const share = this.hearsShare(hertz)
    assert.ok(is(share), `${hertz} Hz is ${share} of what is heard`)
  }

  #type(command: string) {
    this.#child.stdin?.write(`${command}\n`)
  }

  /** What was heard so far, of the left where there are several. */
  heard(): number[] {
    const { channels } = this.form
    const file = readdirSync(this.#folder).find((name) => name.endsWith('dec.wav'))
    if (!file) return []
    const bytes = readFileSync(join(this.#folder, file))
    const samples: number[] = []
    for (let at = HEADER; at + 2 * channels <= bytes.length; at += 2 * channels)
      samples.push(bytes.readInt16LE(at))
    return samples
  }

  /** How much of what was heard in the last half second is of that frequency, 0 … 1. */
  hearsShare(hertz: number): number {
    const { rate } = this.form
    return shareAt(hertz, this.heard().slice(-rate / 2), rate)
  }

  stop() {
    this.#child.kill('SIGKILL')
  }
}
