import { isAborted, Refusal } from '@parley/api'
import { shallowReadonly, shallowRef } from 'vue'
import { stepLink, type LinkEffect, type LinkEvent, type LinkState } from './linkState'
import { NoMicrophone } from './microphone'
import type { Peer, PeerHooks } from './peer'

export type Link = ReturnType<typeof createLink>

export interface LinkOptions {
  /** Throws NoMicrophone. */
  openMicrophone: () => Promise<MediaStream>
  createPeer: (microphone: MediaStream, hooks: PeerHooks) => Peer
  /** Asks the server to be let in by this offer; answers its answer. */
  join: (offer: string, signal: AbortSignal) => Promise<string>
  onSound: (stream: MediaStream) => void
}

/** A connection that has not come about by then will not. */
export const CONNECT_MS = 8_000
/** A short gap heals by itself, most times. */
export const GAP_MS = 1_500

/** Keeps this browser's sound in a call: opens, joins, and joins again when the line broke. */
export function createLink(options: LinkOptions) {
  const state = shallowRef<LinkState>({ kind: 'off' })
  const microphone = shallowRef<MediaStream>()
  let peer: Peer | undefined
  let asking: AbortController | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  /** Of the current try: what an earlier one still brings is not heard. */
  let run = 0

  function tell(event: LinkEvent) {
    const { state: next, effects } = stepLink(state.value, event)
    state.value = next
    for (const effect of effects) DO[effect]()
  }

  /** Only of the try that is under way. */
  function teller() {
    const mine = run
    return (event: LinkEvent) => {
      if (mine === run) tell(event)
    }
  }

  function after(ms: number, event: LinkEvent) {
    clearTimeout(timer)
    const say = teller()
    timer = setTimeout(() => say(event), ms)
  }

  async function open() {
    run += 1
    const say = teller()
    try {
      const held = microphone.value
      const stream = held && isAlive(held) ? held : await options.openMicrophone()
      microphone.value = stream
      say({ kind: 'opened' })
    } catch (error) {
      say({
        kind: 'not_opened',
        trouble: error instanceof NoMicrophone ? error.trouble : 'no_microphone',
      })
    }
  }

  async function offer() {
    const say = teller()
    const held = microphone.value
    if (!held) return
    asking = new AbortController()
    after(CONNECT_MS, { kind: 'broken' })
    const mine = options.createPeer(held, hooksOf(say))
    peer = mine
    try {
      const answer = await options.join(await mine.offer(), asking.signal)
      await mine.accept(answer)
      say({ kind: 'answered' })
    } catch (error) {
      if (isAborted(error)) return
      if (error instanceof Refusal && isFinal(error)) say({ kind: 'refused', code: error.code })
      else say({ kind: 'broken' })
    }
  }

  function hooksOf(say: (event: LinkEvent) => void): PeerHooks {
    return {
      onSound: options.onSound,
      onState(now) {
        if (now === 'connected') {
          clearTimeout(timer)
          say({ kind: 'connected' })
        }
        if (now === 'disconnected') after(GAP_MS, { kind: 'broken' })
        if (now === 'failed') say({ kind: 'broken' })
      },
    }
  }

  function close() {
    run += 1
    clearTimeout(timer)
    asking?.abort()
    peer?.close()
    peer = undefined
    if (state.value.kind !== 'waiting') release()
  }

  function release() {
    microphone.value?.getTracks().forEach((track) => track.stop())
    microphone.value = undefined
  }

  function wait() {
    if (state.value.kind === 'waiting') after(state.value.afterMs, { kind: 'due' })
  }
  const DO: Record<LinkEffect, () => void> = {
    open: () => void open(),
    offer: () => void offer(),
    close,
    wait,
  }

  /** The machine was asleep, or its network is back: what the browser has not noticed yet. */
  function wake() {
    if (state.value.kind === 'live' && peer?.state() !== 'connected') tell({ kind: 'broken' })
    tell({ kind: 'wake' })
  }

  return {
    state: shallowReadonly(state),
    microphone: shallowReadonly(microphone),
    join: () => tell({ kind: 'join' }),
    leave: () => tell({ kind: 'leave' }),
    /** Another window took the sound. */
    taken: () => tell({ kind: 'taken' }),
    wake,
    stats: () => peer?.stats(),
    /** Goes on with another microphone, without leaving the call. */
    async use(next: MediaStream) {
      await peer?.replace(next)
      release()
      microphone.value = next
    },
  }
}

function isAlive(stream: MediaStream): boolean {
  return stream.getAudioTracks().some((track) => track.readyState === 'live')
}

/** Asking again would be answered the same. */
function isFinal(refusal: Refusal): boolean {
  return refusal.status < 500 && refusal.status !== 429
}
