// What a page sees of the realtime line: one WebSocket kept alive, nothing lost, nothing doubled.
// The protocol is described in docs/guide/realtime.md; the frames' types are the contract's.

import type {
  HelloFrame,
  PresenceFrame,
  ReadFrame,
  SendFrame,
  ServerFrame,
  TypingFrame,
} from '@parley/api'

/**
 * connecting: on the way to the server's welcome. live: welcomed. waiting: the line broke, and is
 * tried again at `retryAt`. refused: the server said no for good (`code`), nothing more is tried.
 * closed: the page closed it.
 */
export type RealtimeState = 'connecting' | 'live' | 'waiting' | 'refused' | 'closed'

export interface StateDetail {
  /** The close code that led here; 0 where there was none. */
  code: number
  /** When the next attempt starts, by `now`; 0 unless waiting. */
  retryAt: number
}

/** Momentary frames: sent while the line is live, otherwise forgotten. */
export type Signal = TypingFrame | ReadFrame | PresenceFrame

/** Keeps unacknowledged messages over a reload. Both are called synchronously and must not throw. */
export interface OutboxStorage {
  load(): SendFrame[]
  /** Replaces what was saved. */
  save(frames: SendFrame[]): void
}

/** The part of the browser's WebSocket that is used; tests bring a scripted one. */
export interface WebSocketLike {
  readonly readyState: number
  onopen: ((event: Event) => void) | null
  onmessage: ((event: MessageEvent) => void) | null
  onclose: ((event: CloseEvent) => void) | null
  onerror: ((event: Event) => void) | null
  send(data: string): void
  close(code?: number, reason?: string): void
}
export type WebSocketClass = new (url: string) => WebSocketLike

/** Where time passes. A page that must stay punctual in a background tab brings a worker's. */
export interface Timers {
  set(run: () => void, afterMs: number): number
  clear(timer: number): void
}

export interface RealtimeOptions {
  /** ws: or wss: address of /api/v1/realtime. */
  url: string
  /**
   * Asked before every attempt; `after` is filled in here. May take its time (a visitor is made
   * only when first needed). Throwing `HelloRefused` ends the line, any other error is tried again.
   */
  hello: () => HelloFrame | Promise<HelloFrame>
  /** Every frame but pongs, repeated events and what a resume will bring again. */
  onFrame: (frame: ServerFrame) => void
  onState?: (state: RealtimeState, detail: StateDetail) => void
  outboxStorage?: OutboxStorage
  now?: () => number
  /** In [0, 1), for the jitter. */
  random?: () => number
  WebSocketClass?: WebSocketClass
  timers?: Timers
}

export interface Realtime {
  readonly state: RealtimeState
  /** Number of the last event seen; undefined before the first welcome. */
  readonly lastSeq: number | undefined
  /** Sent or to be sent, oldest first, without the server's word yet. */
  readonly outbox: readonly SendFrame[]
  /**
   * Sends now or as soon as the line is live, and again until the server answers: with `ack`, or
   * with `error` of the same client_msg_id, both of which reach `onFrame`. In order, one at a time.
   */
  send(frame: SendFrame): void
  /** False if the line was not live and the frame therefore went nowhere. */
  signal(frame: Signal): boolean
  /** Ends a waiting time at once, e.g. by a person's click. */
  retryNow(): void
  close(): void
}

/** Thrown by `hello` when there is no point in trying again. */
export class HelloRefused extends Error {
  constructor(
    readonly code: number,
    reason: string,
  ) {
    super(reason)
  }
}
