// baresip as a desk phone: it registers, answers, speaks a tone, and keeps what it hears.

import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { shareAt, writeTone } from './sound.ts'
import { freePort } from './voice.ts'

const PROGRAM = '/usr/bin/baresip'
const SPOKEN_SECONDS = 20
const HEADER = 44

export const hasBaresip = existsSync(PROGRAM)

export interface Account {
  user: string
  password: string
  /** Where it registers. */
  port: number
  transport: 'udp' | 'tcp' | 'tls'
  /** Its name, rate and channels, such as "PCMA/8000/1". */
  codec: string
  /** Words of its account besides, such as "mediaenc=srtp-mand". */
  more?: string[]
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
    const folder = join(inside, `baresip-${account.user}`)
    mkdirSync(folder)
    const { user, password, port, transport, codec, more = [] } = account
    const words = [`auth_pass=${password}`, 'answermode=auto', 'regint=120', ...more]
    words.push(`audio_codecs=${codec}`)
    const address = `<sip:${user}@127.0.0.1:${port};transport=${transport}>`
    writeFileSync(join(folder, 'accounts'), `${address};${words.join(';')}\n`)
    const [, rate = 0, channels = 0] = codec.split('/').map(Number)
    writeTone(join(folder, 'said.wav'), hertz, SPOKEN_SECONDS, { rate, channels })
    const modules = ['g711', 'g722', 'opus', 'aufile', 'sndfile', 'srtp', 'uuid'].map(
      (name) => `module ${name}.so`,
    )
    const lines = [
      `sip_listen 127.0.0.1:${await freePort()}`,
      'sip_verify_server no',
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
    const child = spawn(PROGRAM, ['-f', folder], { stdio: ['ignore', 'pipe', 'pipe'] })
    return new Baresip(folder, child, { rate, channels })
  }

  /** How much of what was heard in the last half second is of that frequency, 0 … 1. */
  hearsShare(hertz: number): number {
    const { rate, channels } = this.form
    const file = readdirSync(this.#folder).find((name) => name.endsWith('dec.wav'))
    if (!file) return 0
    const bytes = readFileSync(join(this.#folder, file))
    const moment = 2 * channels
    const moments = Math.floor((bytes.length - HEADER) / moment)
    const samples: number[] = []
    for (let at = Math.max(0, moments - rate / 2); at < moments; at++)
      samples.push(bytes.readInt16LE(HEADER + moment * at))
    return shareAt(hertz, samples, rate)
  }

  stop() {
    this.#child.kill('SIGKILL')
  }
}
