// An agent's browser: Chromium with a microphone that plays a tone, and an ear that tells which it hears.

import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { chromium, type Browser, type Page } from 'playwright-core'

const CHROMIUM = '/usr/bin/chromium'

/** Hands on what it hears, an eighth of a second at a time. */
const KEEPER = `registerProcessor('keeper', class extends AudioWorkletProcessor {
  heard = new Float32Array(1024)
  length = 0
  process([[channel]]) {
    this.heard.set(channel ?? new Float32Array(128), this.length)
    this.length += 128
    if (this.length === this.heard.length) {
      this.port.postMessage(this.heard)
      this.length = 0
    }
    return true
  }
})`

/** What the page of a softphone does, kept in the page itself. */
interface Phone {
  pc: RTCPeerConnection
  analyser: AnalyserNode
  /** What was heard since it was asked to keep that, 8,000 samples a second. */
  kept: number[]
}

export class Softphone {
  readonly #browser: Browser
  readonly #server: Server
  readonly page: Page

  private constructor(browser: Browser, server: Server, page: Page) {
    this.#browser = browser
    this.#server = server
    this.page = page
  }

  /** `microphone`: a WAV file that is spoken into it again and again. */
  static async open(microphone: string): Promise<Softphone> {
    const server = createServer((_, answer) => {
      answer.setHeader('Content-Type', 'text/html')
      answer.end('<!doctype html><title>phone</title>')
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
        '--autoplay-policy=no-user-gesture-required',
        `--use-file-for-fake-audio-capture=${microphone}`,
      ],
    })
    const page = await browser.newPage()
    const { port } = server.address() as AddressInfo
    await page.goto(`http://127.0.0.1:${port}/`)
    return new Softphone(browser, server, page)
  }

  offer(): Promise<string> {
    return this.page.evaluate(async () => {
      const raw = { echoCancellation: false, noiseSuppression: false, autoGainControl: false }
      const stream = await navigator.mediaDevices.getUserMedia({ audio: raw })
      const pc = new RTCPeerConnection()
      stream.getTracks().forEach((track) => pc.addTrack(track, stream))
      const context = new AudioContext()
      const analyser = context.createAnalyser()
      analyser.fftSize = 4_096
      analyser.smoothingTimeConstant = 0
      pc.ontrack = ({ streams: [heard] }) => {
        if (!heard) return
        // Chromium lets a remote stream flow only where something plays it.
        const audio = new Audio()
        audio.srcObject = heard
        audio.muted = true
        void audio.play()
        context.createMediaStreamSource(heard).connect(analyser)
      }
      Object.assign(globalThis, { phone: { pc, analyser } })
      const offer = await pc.createOffer()
      await pc.setLocalDescription(offer)
      return offer.sdp ?? ''
    })
  }

  answered(sdp: string): Promise<void> {
    return this.page.evaluate(async (answer) => {
      const { pc } = (globalThis as unknown as { phone: Phone }).phone
      await pc.setRemoteDescription({ type: 'answer', sdp: answer })
    }, sdp)
  }

  state(): Promise<string> {
    return this.page.evaluate(
      () => (globalThis as unknown as { phone: Phone }).phone.pc.connectionState,
    )
  }

  /** The loudest frequency that is heard now, in Hz; 0: silence. */
  heard(): Promise<number> {
    return this.page.evaluate(() => {
      const { analyser } = (globalThis as unknown as { phone: Phone }).phone
      const levels = new Float32Array(analyser.frequencyBinCount)
      analyser.getFloatFrequencyData(levels)
      let best = 0
      levels.forEach((level, at) => {
        if (level > (levels[best] ?? 0)) best = at
      })
      if ((levels[best] ?? -200) < -80) return 0
      return (best * analyser.context.sampleRate) / analyser.fftSize
    })
  }

  /**
   * Keeps what is heard from now on; on the thread of sound, so that nothing is missed while the page
   * is busy.
   */
  keep(): Promise<void> {
    return this.page.evaluate(async (worklet) => {
      const { phone } = globalThis as unknown as { phone: Phone }
      const track = phone.pc.getReceivers()[0]?.track
      if (!track) throw new Error('nothing is heard')
      phone.kept = []
      const context = new AudioContext({ sampleRate: 8_000 })
      const module = URL.createObjectURL(new Blob([worklet], { type: 'text/javascript' }))
      await context.audioWorklet.addModule(module)
      const keeper = new AudioWorkletNode(context, 'keeper')
      keeper.port.onmessage = ({ data }: MessageEvent<Float32Array>) => {
        for (const one of data) phone.kept.push(Math.round(one * 32_767))
      }
      context.createMediaStreamSource(new MediaStream([track])).connect(keeper)
      keeper.connect(context.destination)
      Object.assign(phone, { keeper }) // Else it is collected, and hears nothing more.
    }, KEEPER)
  }

  kept(): Promise<number[]> {
    return this.page.evaluate(() => (globalThis as unknown as { phone: Phone }).phone.kept)
  }

  /** How many samples were kept so far; to ask for all of them holds the page up. */
  keptSoFar(): Promise<number> {
    return this.page.evaluate(() => (globalThis as unknown as { phone: Phone }).phone.kept.length)
  }

  /** What the browser itself counts of what it hears: packets, and samples that it had to make up. */
  counted(): Promise<Record<string, number>> {
    return this.page.evaluate(async () => {
      const { pc } = (globalThis as unknown as { phone: Phone }).phone
      const all = (await pc.getStats()).values() as Iterable<Record<string, number | string>>
      const inbound = [...all].find((one) => one.type === 'inbound-rtp') ?? {}
      const names = ['packetsReceived', 'packetsLost', 'packetsDiscarded', 'concealedSamples']
      const more = ['removedSamplesForAcceleration', 'insertedSamplesForDeceleration']
      return Object.fromEntries([...names, ...more].map((one) => [one, Number(inbound[one] ?? 0)]))
    })
  }

  /** How loud each of these frequencies is now, in dB of full scale; below -80 nobody hears it. */
  levels(hertz: number[]): Promise<number[]> {
    return this.page.evaluate((wanted) => {
      const { analyser } = (globalThis as unknown as { phone: Phone }).phone
      const levels = new Float32Array(analyser.frequencyBinCount)
      analyser.getFloatFrequencyData(levels)
      const width = analyser.context.sampleRate / analyser.fftSize
      return wanted.map((one) => levels[Math.round(one / width)] ?? -Infinity)
    }, hertz)
  }

  /** Waits until all of these are heard, and none of those. */
  async hearsAll(hertz: number[], none: number[] = [], withinMs = 6_000) {
    const deadline = Date.now() + withinMs
    for (;;) {
      const [heard, unheard] = [await this.levels(hertz), await this.levels(none)]
      if (heard.every((one) => one > -50) && unheard.every((one) => one < -65)) return
      if (Date.now() > deadline) throw new Error(`heard: ${heard.join()}; else: ${unheard.join()}`)
      await sleep(50)
    }
  }

  /** Waits until what is heard is, or is not any more, this tone; 0: silence. */
  async hears(hertz: number, withinMs = 6_000) {
    const deadline = Date.now() + withinMs
    for (;;) {
      const heard = await this.heard()
      if (Math.abs(heard - hertz) <= 20) return
      if (Date.now() > deadline) throw new Error(`${heard} Hz are heard, not ${hertz}`)
      await sleep(50)
    }
  }

  /** The browser is gone in a moment, and says nothing. */
  async vanish() {
    const cdp = await this.page.context().newCDPSession(this.page)
    void cdp.send('Page.crash').catch(() => {})
  }

  /** Keys as a page sends them. */
  press(keys: string): Promise<void> {
    return this.page.evaluate((tones) => {
      const { pc } = (globalThis as unknown as { phone: Phone }).phone
      pc.getSenders()[0]?.dtmf?.insertDTMF(tones, 100, 100)
    }, keys)
  }

  /** The connection is closed, as a page does that hangs up. */
  hangUp(): Promise<void> {
    return this.page.evaluate(() => (globalThis as unknown as { phone: Phone }).phone.pc.close())
  }

  async close() {
    await this.#browser.close()
    this.#server.close()
  }
}
