// Sounds of a telephone, made here: there is no file to load.

const KEY_HZ: Record<string, readonly [number, number]> = {
  '1': [697, 1209],
  '2': [697, 1336],
  '3': [697, 1477],
  A: [697, 1633],
  '4': [770, 1209],
  '5': [770, 1336],
  '6': [770, 1477],
  B: [770, 1633],
  '7': [852, 1209],
  '8': [852, 1336],
  '9': [852, 1477],
  C: [852, 1633],
  '*': [941, 1209],
  '0': [941, 1336],
  '#': [941, 1477],
  D: [941, 1633],
}
const KEY_S = 0.14
const KEY_LOUDNESS = 0.08
const RING_HZ = [440, 480] as const
const RING_LOUDNESS = 0.12
const RING_S = 1
/** One second of ringing, then silence: what telephones do in China and most of Europe. */
const RING_EVERY_MS = 4_000
const WARBLE_S = 0.05
const END_HZ = 425
const END_S = 0.2

export interface Tones {
  key: (key: string) => void
  /** Rings until what it answers is called. */
  ring: () => () => void
  /** The call is over: three short tones. */
  end: () => void
}

type Context = AudioContext & { setSinkId?: (id: string) => Promise<void> }

/** `deviceOf` says where it is to be heard; '': as the system has it. */
export function createTones(deviceOf: (what: 'ring' | 'call') => string): Tones {
  let context: Context | undefined

  /** Silent until the page was first clicked; a machine without sound stays silent. */
  function ready(what: 'ring' | 'call'): Context | undefined {
    try {
      context ??= new AudioContext() as Context
      void context.setSinkId?.(deviceOf(what)).catch(() => undefined)
      void context.resume()
      return context
    } catch {
      return undefined
    }
  }

  function play(on: Context, hertz: readonly number[], loudness: number, from: number, s: number) {
    const start = on.currentTime + from
    const volume = on.createGain()
    volume.gain.setValueAtTime(0, start)
    volume.gain.linearRampToValueAtTime(loudness, start + 0.01)
    volume.gain.setValueAtTime(loudness, start + s - 0.02)
    volume.gain.linearRampToValueAtTime(0, start + s)
    volume.connect(on.destination)
    for (const one of hertz) {
      const tone = on.createOscillator()
      tone.frequency.value = one
      tone.connect(volume)
      tone.start(start)
      tone.stop(start + s)
    }
  }

  function ringOnce() {
    const on = ready('ring')
    if (!on) return
    for (let at = 0; at < RING_S; at += WARBLE_S * 2) {
      play(on, [RING_HZ[0] * 2], RING_LOUDNESS, at, WARBLE_S)
      play(on, [RING_HZ[1] * 2], RING_LOUDNESS, at + WARBLE_S, WARBLE_S)
    }
  }

  return {
    key(key) {
      const hertz = KEY_HZ[key]
      const on = hertz && ready('call')
      if (on) play(on, hertz, KEY_LOUDNESS, 0, KEY_S)
    },
    ring() {
      ringOnce()
      const timer = setInterval(ringOnce, RING_EVERY_MS)
      return () => {
        clearInterval(timer)
        // What was to sound still would: a ring must not outlive its answer.
        void context?.close().catch(() => undefined)
        context = undefined
      }
    },
    end() {
      const on = ready('call')
      if (!on) return
      for (let at = 0; at < 3; at++) play(on, [END_HZ], KEY_LOUDNESS, at * END_S * 2, END_S)
    },
  }
}
