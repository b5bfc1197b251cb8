// baresip as a telephone: it registers and answers, or calls; it speaks a tone, keeps what it hears,
// and does what a hand would do at its keys.

import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { shareAt, writeTone } from './sound.ts'
import { freePort, holds } from './voice.ts'

const PROGRAM = '/usr/bin/baresip'
const SPOKEN_SECONDS = 45
/** Of what is heard by it, until the network and its buffers are through. */
const HEARD_WITHIN_MS = 10_000
const HEADER = 44

export const hasBaresip = existsSync(PROGRAM)

export interface Account {
  user: string
  /** None: it does not register. */
  password?: string
  /** Where it registers. */
  port: number
  transport: 'udp' | 'tcp' | 'tls'
  /** Its name, rate and channels, such as "PCMA/8000/1". */
  codec: string
  /** Words of its account besides, such as "mediaenc=srtp-mand". */
  more?: string[]
  /** A file with the authority that it is told to trust; without one it trusts anybody. */
  ca?: string
  /** How long it has something to say. */
  seconds?: number
  /** Whether it picks up by itself; it does unless this says otherwise. */
  answers?: boolean
}

/** A call as it names it (RFC 3261, section 12), once the other end has answered in some way. */
export interface Line {
  id: string
  tag: string
  theirTag: string
}

export class Baresip {
  readonly #folder: string
  readonly #child: ChildProcess
  readonly form: { rate: number; channels: number }
  readonly #port: number
  readonly #keys: number
  log = ''

  private constructor(
    folder: string,
    child: ChildProcess,
    [port, keys]: [number, number],
    form: Baresip['form'],
  ) {
    this.form = form
    this.#port = port
    this.#keys = keys
    this.#folder = folder
    this.#child = child
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (this.log += chunk.toString()))
  }

  static async start(inside: string, hertz: number, account: Account): Promise<Baresip> {
    const folder = mkdtempSync(join(inside, `baresip-${account.user}-`))
    const { user, password, port, transport, codec, more = [], ca, answers = true } = account
    const words = [`answermode=${answers ? 'auto' : 'manual'}`, ...more, `audio_codecs=${codec}`]
    words.push(...(password ? [`auth_pass=${password}`, 'regint=120'] : ['regint=0']))
    const address = `<sip:${user}@127.0.0.1:${port};transport=${transport}>`
    writeFileSync(join(folder, 'accounts'), `${address};${words.join(';')}\n`)
    const [, rate = 0, channels = 0] = codec.split('/').map(Number)
    const { seconds = SPOKEN_SECONDS } = account
    writeTone(join(folder, 'said.wav'), hertz, seconds, { rate, channels })
    const modules = ['g711', 'g722', 'opus', 'aufile', 'sndfile', 'srtp', 'uuid'].map(
      (name) => `module ${name}.so`,
    )
    // It takes the port after its own, too, for TLS: often the next that is free.
    const keys = await freePort()
    const own = await freePort()
    const lines = [
      `sip_listen 127.0.0.1:${own}`,
      ca ? `sip_cafile ${ca}` : 'sip_verify_server no',
      'net_interface 127.0.0.1',
      'module_path /usr/lib/baresip/modules',
      ...modules,
      'module_app account.so',
      'module_app menu.so',
      'module_app ctrl_tcp.so',
      `ctrl_tcp_listen 127.0.0.1:${keys}`,
      `audio_source aufile,${join(folder, 'said.wav')}`,
      `snd_path ${folder}`,
      'rtp_ports 22700-22798',
    ]
    writeFileSync(join(folder, 'config'), `${lines.join('\n')}\n`)
    const child = spawn(PROGRAM, ['-s', '-f', folder], { stdio: ['ignore', 'pipe', 'pipe'] })
    return new Baresip(folder, child, [own, keys], { rate, channels })
  }

  /** Calls that number of the server it knows. */
  dial(number: string, port: number) {
    return this.press('dial', `sip:${number}@127.0.0.1:${port}`)
  }

  /** Says another tone from now on. */
  say(hertz: number) {
    const file = join(this.#folder, `said-${hertz}.wav`)
    writeTone(file, hertz, SPOKEN_SECONDS, this.form)
    return this.press('ausrc', `aufile,${file}`)
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

  /** One of its menu's commands, such as "dial"; it may have to begin listening first. */
  async press(command: string, params = ''): Promise<void> {
    const until = Date.now() + HEARD_WITHIN_MS
    for (;;) {
      try {
        return await this.#press(JSON.stringify({ command, params }))
      } catch (error) {
        if (Date.now() > until) throw error
        await sleep(100)
      }
    }
  }

  #press(text: string): Promise<void> {
    return new Promise((done, failed) => {
      const line = connect(this.#keys, '127.0.0.1', () =>
        line.write(`${Buffer.byteLength(text)}:${text},`),
      )
      line.once('error', failed)
      line.once('data', () => {
        line.destroy()
        done()
      })
    })
  }

  /** What it was told of transfers that it asked for, oldest first. */
  outcomes(): string[] {
    return this.messages()
      .filter(({ head }) => head.startsWith('NOTIFY'))
      .map(({ body }) => body.trim())
  }

  /** What it was told by SIP, as its trace has it. */
  messages(): { head: string; body: string }[] {
    const [, ...all] = this.log.replace(/\r|\u001b\[[\d;]*m/g, '').split(/^\w+ \S+ -> (?=\S+$)/m)
    return all
      .map((text) => text.split('\n\n'))
      .map(([head = '', body = '']) => [...head.split(/(?<=^\S+)\n/), body])
      .filter(([to]) => to?.endsWith(`:${this.#port}`))
      .map(([, head = '', body = '']) => ({ head, body }))
  }

  /** The newest call that it made. */
  line(): Line {
    const answers = this.messages().filter(
      ({ head }) => /^SIP\/2\.0 (18\d|2\d\d)/.test(head) && /^CSeq: \d+ INVITE/m.test(head),
    )
    const head = answers.at(-1)?.head ?? ''
    const [, id = ''] = /^Call-ID: (\S+)/m.exec(head) ?? []
    const [, tag = ''] = /^From: .*;tag=([^;\s]+)/m.exec(head) ?? []
    const [, theirTag = ''] = /^To: .*;tag=([^;\s]+)/m.exec(head) ?? []
    return { id, tag, theirTag }
  }

  /** What was heard so far by the call that is not on hold, of the left where there are several. */
  heard(): number[] {
    const { channels } = this.form
    const file = readdirSync(this.#folder)
      .filter((name) => name.endsWith('dec.wav'))
      .map((name) => join(this.#folder, name))
      .sort((one, other) => statSync(one).mtimeMs - statSync(other).mtimeMs)
      .at(-1)
    if (!file) return []
    const bytes = readFileSync(file)
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
