import { PROTOCOL_VERSION, type SendFrame, type ServerFrame } from '@parley/api'
import {
  createRealtime,
  type Realtime,
  type RealtimeState,
  type Signal,
  type WebSocketClass,
} from '@parley/realtime'
import { shallowReadonly, shallowRef } from 'vue'
import { CREDENTIAL } from '../../shared/wire'
import type { Host } from '../host'
import { outboxStorage } from './outboxStorage'
import type { Visitor } from './visitor'

const WRONG_CREDENTIAL = 4401

/** idle: nobody has written yet, so nothing is connected. */
export type LineState = 'idle' | RealtimeState
export type Line = ReturnType<typeof useLine>

export interface LineOptions {
  locale: string
  onFrame: (frame: ServerFrame) => void
  /** The server no longer knows this visitor: what was shown belongs to nobody. */
  onForgotten: () => void
  WebSocketClass?: WebSocketClass
}

/** The visitor's realtime line: begun when there is something to say or somebody to hear. */
export function useLine(host: Host, visitor: Visitor, options: LineOptions) {
  const state = shallowRef<LineState>('idle')
  const closeCode = shallowRef(0)
  const storage = outboxStorage(host)
  let realtime: Realtime | undefined
  let forgotten = false

  function start(): Realtime {
    realtime ??= createRealtime({
      url: location.origin.replace(/^http/, 'ws') + '/api/v1/realtime',
      hello: async () => ({
        type: 'hello' as const,
        protocol: PROTOCOL_VERSION,
        visitor: { ...(await visitor.need()), inbox_key: host.inboxKey },
        locale: options.locale,
      }),
      onFrame: options.onFrame,
      onState: (next, { code }) => onState(next, code),
      outboxStorage: storage,
      ...(options.WebSocketClass && { WebSocketClass: options.WebSocketClass }),
    })
    return realtime
  }

  function onState(next: RealtimeState, code: number) {
    state.value = next
    closeCode.value = code
    if (next !== 'refused' || code !== WRONG_CREDENTIAL) return
    realtime = undefined
    visitor.forget()
    options.onForgotten()
    if (forgotten) return // Twice on one page: not a lost credential, but a server that is wrong.
    forgotten = true
    state.value = 'idle'
    if (storage.load().length > 0) start() // What was written still goes out, as a new visitor.
  }

  host.onStored((name, value) => {
    if (name === CREDENTIAL && value) start()
  })

  return {
    state: shallowReadonly(state),
    /** The code with which the server refused the line; 0 while it did not. */
    closeCode: shallowReadonly(closeCode),
    /** Connects if this browser has chatted before or left something unsent. */
    begin(): readonly SendFrame[] {
      const waiting = storage.load()
      if (visitor.credential() || waiting.length > 0) start()
      return waiting
    },
    send: (frame: SendFrame) => start().send(frame),
    signal: (frame: Signal) => realtime?.signal(frame) ?? false,
    retryNow: () => realtime?.retryNow(),
    close: () => realtime?.close(),
  }
}
