// `parley voice` with its control in the test's hand: who calls, who is dialled, who hears whom.

import { randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Control, type Told } from './control.ts'
import { openRecording } from './sealed.ts'
import { hashesOf } from './sip_peer.ts'
import { Softphone } from './softphone.ts'
import { writeTone } from './sound.ts'
import { Voice } from './voice.ts'

export const CONTACT = 0
export const AGENT = 1
export const OTHER = 2
/** Of the bridge: what is played, and the channels of its recording. */
export const MUSIC = 8
export const LEFT = 9
export const RIGHT = 10
export const RINGING = 11
export const MUSIC_HZ = 440
const MICROPHONE_SECONDS = 10
const SAMPLES_MORE = 3

export interface Kept {
  recording: string
  read: () => { left: number[]; right: number[] }
}

export class Exchange {
  readonly voice: Voice
  readonly control: Control
  readonly #test: TestContext

  private constructor(test: TestContext, voice: Voice, control: Control) {
    this.#test = test
    this.voice = voice
    this.control = control
  }

  static async open(test: TestContext, options: Parameters<typeof Voice.start>[0] = {}) {
    const voice = await Voice.start({ music: MUSIC_HZ, control: true, ...options })
    test.after(() => voice.remove())
    const control = await Control.open(voice.control)
    test.after(() => control.close())
    await control.until('voice_ready')
    control.say({ type: 'configured' })
    const exchange = new Exchange(test, voice, control)
    await exchange.settled()
    return exchange
  }

  /** All that was said before is done. */
  async settled() {
    const call = this.opened()
    this.say('end_call', call)
    await this.control.until('call_ended', { call })
    this.control.told.splice(
      this.control.told.findIndex((one) => one.call === call),
      1,
    )
  }

  /** One over UDP to that port of loopback. */
  trunk(trunk: string, port: number, members: Record<string, unknown> = {}) {
    this.control.say({
      type: 'set_trunk',
      trunk,
      transport: 'udp',
      host: '127.0.0.1',
      port,
      user: '',
      password: '',
      registers: false,
      sources: ['127.0.0.1'],
      srtp: 'off',
      codecs: [],
      caller_id: 'from',
      ca: '',
      ...members,
    })
  }

  phone(credentials: { user: string; password: string }): string {
    const phone = randomUUID()
    const hashes = hashesOf(credentials)
    this.control.say({ type: 'set_phone', phone, user: credentials.user, ...hashes })
    return phone
  }

  say(type: string, call: string, members: Record<string, unknown> = {}) {
    this.control.say({ type, call, ...members })
  }

  /** `[listener, source]`, or with a gain in percent; all other pairs fall silent. */
  hear(call: string, pairs: [number, number, number?][]) {
    const hearings = pairs.map(([listener, source, percent = 100]) => ({
      listener,
      source,
      percent,
    }))
    this.say('set_hearing', call, { hearings })
  }

  /** The next call that arrives, answered. */
  async answered(): Promise<string> {
    const { call = '' } = await this.control.until('call_arrived')
    this.say('answer_call', call)
    await this.control.until('leg_joined', { call, place: CONTACT })
    return call
  }

  opened(): string {
    const call = randomUUID()
    this.say('open_call', call)
    return call
  }

  /** A browser whose microphone plays a tone, in that place. */
  async browser(call: string, place: number, hertz: number): Promise<Softphone> {
    const microphone = join(this.voice.folder, `${hertz}.wav`)
    writeTone(microphone, hertz, MICROPHONE_SECONDS)
    const phone = await Softphone.open(microphone)
    this.#test.after(() => phone.close())
    await this.joins(call, place, phone)
    return phone
  }

  async joins(call: string, place: number, phone: Softphone): Promise<Told> {
    const before = this.control.all('browser_answer', { call, place }).length
    const joined = this.control.all('leg_joined', { call, place }).length
    this.say('join_browser', call, { place, offer: await phone.offer() })
    const { answer } = await this.control.nth(before, 'browser_answer', { call, place })
    await phone.answered(answer as string)
    return this.control.nth(joined, 'leg_joined', { call, place })
  }

  /** What is heard in so many milliseconds from now on. */
  async sample(call: string, ms: number): Promise<{ left: number[]; right: number[] }> {
    const kept = this.recorded(call)
    await sleep(ms)
    this.say('stop_recording', call)
    await this.control.until('recording_ended', { recording: kept.recording })
    return kept.read()
  }

  /** The first such that passes, of some; the last otherwise. A busy machine may let sound skip. */
  async sampleWith(
    call: string,
    ms: number,
    passes: (sound: { left: number[]; right: number[] }) => boolean,
  ): Promise<{ left: number[]; right: number[] }> {
    let sound = await this.sample(call, ms)
    for (let again = 0; again < SAMPLES_MORE && !passes(sound); again++)
      sound = await this.sample(call, ms)
    return sound
  }

  recorded(call: string): Kept {
    const recording = randomUUID()
    const key = randomBytes(32).toString('hex')
    const folder = join(this.voice.folder, 'kept')
    mkdirSync(folder, { recursive: true })
    const file = join(folder, recording)
    this.say('start_recording', call, { recording, file, key })
    return { recording, read: () => openRecording(file, key, recording) }
  }
}
