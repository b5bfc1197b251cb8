import { isAborted, Refusal } from '@parley/api'
import { shallowReadonly, shallowRef } from 'vue'
import { createHeldMicrophone } from './heldMicrophone'
import { stepLink, type LinkEffect, type LinkEvent, type LinkState } from './linkState'
import { NoMicrophone } from './microphone'
import type { Peer, PeerHooks } from './peer'
import { createTries } from './tries'

export type Link = ReturnType<typeof createLink>

export interface LinkOptions {
  /** Throws NoMicrophone. */
  openMicrophone: () => Promise<MediaStream>
  createPeer: (microphone: MediaStream, hooks: PeerHooks) => Peer
  /** Asks the server to be let in by this offer; answers its answer. */
  join: (offer: string, signal: AbortSignal) => Promise<string>
  onSound: (stream: MediaStream) => void
}
type Say = (event: LinkEvent) => void
type Tries = ReturnType<typeof createTries<LinkEvent>>

/** A connection that has not come about by then will not. */
export const CONNECT_MS = 8_000
/** A short gap heals by itself, most times. */
export const GAP_MS = 1_500

/** Keeps this browser's sound in a call: opens, joins, and joins again when the line broke. */
export function createLink(options: LinkOptions) {
  const state = shallowRef<LinkState>({ kind: 'off' })
  const microphone = createHeldMicrophone(options.openMicrophone)
  const tries = createTries<LinkEvent>(tell)
  let peer: Peer | undefined
  let asking: AbortController | undefined

  function tell(event: LinkEvent) {
    const { state: next, effects } = stepLink(state.value, event)
    state.value = next
    for (const effect of effects) DO[effect]()
  }

  function offer() {
    const stream = microphone.stream.value
    if (!stream) return
    const say = tries.teller()
    asking = new AbortController()
    tries.after(CONNECT_MS, { kind: 'broken' })
    peer = options.createPeer(stream, hooksOf(say, tries, options.onSound))
    void negotiate(peer, options.join, asking.signal, say)
  }

  function close() {
    tries.next()
    asking?.abort()
    peer?.close()
    peer = undefined
    if (state.value.kind !== 'waiting') microphone.release()
  }

  const DO: Record<LinkEffect, () => void> = {
    open() {
      tries.next()
      void open(microphone.get, tries.teller())
    },
    offer,
    close,
    wait() {
      if (state.value.kind === 'waiting') tries.after(state.value.afterMs, { kind: 'due' })
    },
  }

  return {
    state: shallowReadonly(state),
    microphone: microphone.stream,
    join: () => tell({ kind: 'join' }),
    leave: () => tell({ kind: 'leave' }),
    /** Another window took the sound. */
    taken: () => tell({ kind: 'taken' }),
    /** The machine was asleep, or its network is back: what the browser has not noticed yet. */
    wake() {
      if (state.value.kind === 'live' && peer?.state() !== 'connected') tell({ kind: 'broken' })
      tell({ kind: 'wake' })
    },
    stats: () => peer?.stats(),
    /** Goes on with another microphone, without leaving the call. */
    async use(next: MediaStream) {
      await peer?.replace(next)
      microphone.swap(next)
    },
  }
}

async function open(get: () => Promise<MediaStream>, say: Say) {
  try {
    await get()
    say({ kind: 'opened' })
  } catch (error) {
    const trouble = error instanceof NoMicrophone ? error.trouble : 'no_microphone'
    say({ kind: 'not_opened', trouble })
  }
}

async function negotiate(peer: Peer, join: LinkOptions['join'], signal: AbortSignal, say: Say) {
  try {
    await peer.accept(await join(await peer.offer(), signal))
    say({ kind: 'answered' })
  } catch (error) {
    if (isAborted(error)) return
    if (error instanceof Refusal && isFinal(error)) say({ kind: 'refused', code: error.code })
    else say({ kind: 'broken' })
  }
}

function hooksOf(say: Say, tries: Tries, onSound: PeerHooks['onSound']): PeerHooks {
  return {
    onSound,
    onState(now) {
      if (now === 'connected') {
        tries.stopClock()
        say({ kind: 'connected' })
      }
      if (now === 'disconnected') tries.after(GAP_MS, { kind: 'broken' })
      if (now === 'failed') say({ kind: 'broken' })
    },
  }
}

/** Asking again would be answered the same. */
function isFinal(refusal: Refusal): boolean {
  return refusal.status < 500 && refusal.status !== 429
}
