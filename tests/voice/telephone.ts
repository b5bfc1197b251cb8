// A house with a telephone line, and agents at their desks in real browsers whose microphones play
// a tone. The line's other end is sipp, which sends back what it hears: an agent who hears their own
// tone was heard by the contact.

import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import type { Inbox, PhoneNumber, QueueBody, Trunk, VoiceSettings } from '@parley/api'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { Desk } from '../e2e/desk.ts'
import { CHROMIUM, CHROMIUM_ARGS, Scene, signedIn } from '../e2e/scene.ts'
import type { Locale } from '../e2e/words.ts'
import type { Person } from '../harness/house.ts'
import { freeUdpPort, voiceConfig } from '../harness/lines.ts'
import { Server } from '../harness/server.ts'
import { writeTone } from './sound.ts'
import { SIPP, sippTo } from './voice.ts'

export const AGENT_HZ = 700
export const OWN_NUMBER = '4001'
export const CALLER = '13800138000'
const TONE_S = 10
const NEAR_HZ = 20

export interface Telephone {
  scene: Scene
  /** Where SIP is heard. */
  port: number
  inbox: Inbox
  trunk: Trunk
  /** Where the carrier listens for calls of ours; nobody is there unless a test puts one. */
  carrierPort: number
  /** Somebody calls our number, and stays until they are hung up. */
  call: () => ChildProcess
  /** A carrier that answers whoever is called through it, and sends back what it hears. */
  carrier: () => ChildProcess
}

export interface TelephoneOptions {
  /** Whether browsers let pages use the microphone without a question; else they refuse. */
  allowed?: boolean
  /** More of the configuration: lines of `[voice]`, and sections after them. */
  config?: readonly string[]
  queue?: Partial<QueueBody>
}

/** One number, its trunk and its inbox, whose calls wait in the house's queue. */
export async function telephone(
  t: TestContext,
  { allowed = true, config: more = [], queue = {} }: TelephoneOptions = {},
): Promise<Telephone> {
  const { file: config, port } = await voiceConfig(more)
  const carrierPort = await freeUdpPort()
  const server = await Server.start({ args: ['--config', config] })
  const browser = await talking(server, AGENT_HZ, allowed)
  const scene = new Scene(server, browser)
  const children: ChildProcess[] = []
  t.after(async () => {
    for (const child of children) if (child.exitCode === null) child.kill('SIGKILL')
    await scene.close()
  })
  const lines = await linesOf(scene, carrierPort, queue)
  const run = (words: string[]) => {
    const child = spawn(SIPP, words, { cwd: server.folder, stdio: 'ignore' })
    children.push(child)
    return child
  }
  return {
    scene,
    port,
    carrierPort,
    ...lines,
    call: () => run(sippTo(port, { scenario: 'patient', args: ['-rtp_echo'] })),
    carrier: () => {
      const where = ['-i', '127.0.0.1', '-p', `${carrierPort}`]
      return run(['-sn', 'uas', ...where, '-rtp_echo', '-nostdin', '-timeout', '60s'])
    },
  }
}

/** A browser whose microphone plays a tone. */
export async function talking(server: Server, hertz: number, allowed: boolean): Promise<Browser> {
  const microphone = join(server.folder, `microphone-${hertz}.wav`)
  writeTone(microphone, hertz, TONE_S)
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      ...CHROMIUM_ARGS,
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-audio-capture=${microphone}`,
      ...(allowed
        ? ['--use-fake-ui-for-media-stream', '--autoplay-policy=no-user-gesture-required']
        : []),
    ],
  })
}

/** The same line, for whoever sits at a machine of their own and speaks another tone. */
export async function speaking(t: TestContext, line: Telephone, hertz: number): Promise<Telephone> {
  const { server } = line.scene
  const browser = await talking(server, hertz, true)
  t.after(() => browser.close())
  return { ...line, scene: new Scene(server, browser) }
}

async function linesOf(scene: Scene, carrierPort: number, queueBody: Partial<QueueBody>) {
  await scene.furnish({ queue: { share: 100, ...queueBody } })
  const { boss, queue } = scene.house
  const inbox = await boss.caller.post<Inbox>('/inboxes', {
    name: 'Hotline',
    channel: 'phone',
    queue_id: queue.id,
  })
  const trunk = await boss.caller.post<Trunk>('/trunks', {
    name: 'Carrier',
    host: '127.0.0.1',
    port: carrierPort,
  })
  await boss.caller.post<PhoneNumber>('/phone-numbers', {
    number: OWN_NUMBER,
    inbox_id: inbox.id,
    trunk_ids: [trunk.id],
  })
  await boss.caller.patch<VoiceSettings>('/voice-settings', { allowed_prefixes: ['+86'] })
  return { inbox, trunk }
}

export interface SeatOptions {
  locale?: Locale
  phone?: boolean
  dark?: boolean
}

/** An agent at their desk, ready to be called. */
export async function seat(
  { scene }: Telephone,
  person: Person,
  options: SeatOptions = {},
): Promise<Desk> {
  const page = await scene.somebody(options)
  await signedIn(page.context(), person)
  await listen(page.context())
  const desk = new Desk(page, options.locale ?? 'en')
  await desk.open(scene.server.origin)
  await desk.beReady()
  return desk
}

/** What a page says of its own sound: kept in the page, which is otherwise left as it is. */
interface Ear {
  peers: RTCPeerConnection[]
  context?: AudioContext
  analysers: Map<MediaStreamTrack, AnalyserNode>
  /** When the first ring sounded, and what stood on the page by then. */
  rang?: { at: number; page: string }
  oscillators: number
}
const ear = 'parleyEar'

export async function listen(context: BrowserContext) {
  // A tone is what noise suppression takes out.
  await context.addInitScript((key) => {
    localStorage.setItem('parley.devices', '{"processed":false}')
    const state: Ear = { peers: [], analysers: new Map(), oscillators: 0 }
    Object.assign(globalThis, { [key]: state })
    globalThis.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(...args: ConstructorParameters<typeof RTCPeerConnection>) {
        super(...args)
        state.peers.push(this)
      }
    }
    const make = AudioContext.prototype.createOscillator
    AudioContext.prototype.createOscillator = function (this: AudioContext) {
      state.oscillators += 1
      state.rang ??= { at: performance.now(), page: document.body.innerText }
      return make.call(this)
    }
  }, ear)
}

export const rang = (page: Page): Promise<Ear['rang']> =>
  page.evaluate((key) => (globalThis as unknown as Record<string, Ear>)[key]?.rang, ear)

/** Notes that were played so far: rings and keys. */
export const notes = (page: Page): Promise<number> =>
  page.evaluate((key) => (globalThis as unknown as Record<string, Ear>)[key]?.oscillators ?? 0, ear)

interface Heard {
  /** The loudest, in Hz; 0: silence. */
  peak: number
  /** Of those asked for, in dB of full scale. */
  levels: number[]
  /** The line's own word on it, for who has to find out why nothing is heard. */
  line: string
}

/**
 * What this page hears now. Each track gets one analyser, which stays: a context that is made for
 * every look may take longer to start, on a busy machine, than the look lasts.
 */
function heard(page: Page, hertz: number[] = []): Promise<Heard> {
  return page.evaluate(
    async ([key, wanted]) => {
      const state = (globalThis as unknown as Record<string, Ear>)[key]
      const peer = state?.peers.findLast((one) => one.connectionState === 'connected')
      const track = peer?.getReceivers()[0]?.track
      if (!state || !peer || !track) {
        const states = state?.peers.map((one) => one.connectionState).join() ?? 'no'
        return { peak: 0, levels: [], line: `${states || 'no'} peers` }
      }
      state.context ??= new AudioContext()
      let analyser = state.analysers.get(track)
      if (!analyser) {
        analyser = state.context.createAnalyser()
        analyser.fftSize = 4_096
        analyser.smoothingTimeConstant = 0
        state.context.createMediaStreamSource(new MediaStream([track])).connect(analyser)
        state.analysers.set(track, analyser)
      }
      await new Promise((done) => setTimeout(done, 200))
      const levels = new Float32Array(analyser.frequencyBinCount)
      analyser.getFloatFrequencyData(levels)
      let best = 0
      levels.forEach((level, at) => {
        if (level > (levels[best] ?? 0)) best = at
      })
      const width = state.context.sampleRate / analyser.fftSize
      const isLoud = (levels[best] ?? -200) > -70
      const said = []
      for (const one of (await peer.getStats()).values() as Iterable<Record<string, unknown>>)
        if (one.type === 'inbound-rtp' || one.type === 'outbound-rtp')
          said.push(one.type, one.packetsReceived ?? one.packetsSent, one.audioLevel ?? '')
      return {
        peak: isLoud ? best * width : 0,
        levels: wanted.map((one) => levels[Math.round(one / width)] ?? -Infinity),
        line: `${state.context.state} ${track.muted ? 'muted' : 'flowing'} ${said.join(' ')}`,
      }
    },
    [ear, hertz] as const,
  )
}

/** Waits until a page hears all of these at once, and none of those. */
export async function hearsAll(page: Page, hertz: number[], none: number[], withinMs = 10_000) {
  const begun = Date.now()
  for (;;) {
    const { levels, line } = await heard(page, [...hertz, ...none])
    const isRight = (level: number, at: number) => (at < hertz.length ? level > -50 : level < -65)
    if (levels.length > 0 && levels.every(isRight)) return
    if (Date.now() - begun > withinMs)
      throw new Error(
        `hears ${levels.join()} dB of ${hertz.join()} Hz, and not ${none.join()}; ${line}`,
      )
  }
}

/** Waits until a page hears about this; 0: nothing. Answers how long that took. */
export async function hears(page: Page, hertz: number, withinMs = 10_000): Promise<number> {
  const begun = Date.now()
  for (;;) {
    // While a page is loaded anew nothing can be asked of it.
    const { peak, line } = await heard(page).catch(() => ({ peak: -1, line: 'no page' }))
    if (Math.abs(peak - hertz) <= NEAR_HZ) return Date.now() - begun
    if (Date.now() - begun > withinMs) throw new Error(`hears ${peak} Hz, not ${hertz}; ${line}`)
  }
}

/** A child that ends by itself; answers its status. */
export async function over(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null) await once(child, 'exit')
  return child.exitCode
}
