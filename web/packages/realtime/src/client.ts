// The line's state machine: hello, welcome, events in order, resume after every kind of break.
//
//     connecting ──welcome──▶ live ──break──▶ waiting ──▶ connecting …
//
// A socket that is given up is detached first, so that nothing of it arrives late.

import type { ErrorFrame, EventFrame, HelloFrame, SendFrame, ServerFrame } from '@parley/api'
import { afterClose, backoff, DRAIN_SPREAD_MS } from './backoff'
import { Chain } from './chain'
import { Outbox } from './outbox'
import { Alarm } from './timers'
import {
  HelloRefused,
  type Realtime,
  type RealtimeOptions,
  type RealtimeState,
  type Signal,
  type WebSocketLike,
} from './types'

/** From the start of an attempt, or a second hello, to its welcome. */
export const WELCOME_WITHIN_MS = 10_000
/** From a ping to any word of the server's. */
export const ANSWER_WITHIN_MS = 10_000
/** From a message to its `ack`; the disk may be slow. */
export const ACK_WITHIN_MS = 20_000
/** A line that held this long was good: the next break is waited for only briefly. */
export const STEADY_AFTER_MS = 5_000
/** So often a resume may bring nothing better, or a protocol be called broken, in a row. */
export const PATIENCE = 3

export function createRealtime(options: RealtimeOptions): Realtime {
  const client = new RealtimeClient(options)
  client.start()
  return client
}

class RealtimeClient implements Realtime {
  readonly #options: RealtimeOptions
  state: RealtimeState = 'connecting'
  #socket: WebSocketLike | undefined
  #welcomed = false
  #liveSince = 0
  #attempt = 0
  #failures = 0
  #gaps = 0
  #broken = 0
  #pings = 0
  readonly #chain = new Chain()
  readonly #box: Outbox
  readonly #retryAlarm: Alarm
  readonly #welcomeAlarm: Alarm
  readonly #pingAlarm: Alarm
  readonly #answerAlarm: Alarm
  readonly #ackAlarm: Alarm
  readonly #stopListening: () => void

  constructor(options: RealtimeOptions) {
    this.#options = options
    this.#box = new Outbox(options.outboxStorage)
    const alarm = () => new Alarm(options.timers)
    this.#retryAlarm = alarm()
    this.#welcomeAlarm = alarm()
    this.#pingAlarm = alarm()
    this.#answerAlarm = alarm()
    this.#ackAlarm = alarm()
    this.#stopListening = this.#listenToBrowser()
  }

  get lastSeq() {
    return this.#chain.lastSeq
  }

  get outbox(): readonly SendFrame[] {
    return this.#box.frames
  }

  start() {
    void this.#connect()
  }

  send(frame: SendFrame) {
    this.#box.add(frame)
    this.#flush()
  }

  signal(frame: Signal): boolean {
    if (!this.#welcomed) return false
    this.#transmit(frame)
    return true
  }

  retryNow() {
    if (this.state !== 'waiting') return
    this.#retryAlarm.clear()
    void this.#connect()
  }

  close() {
    this.#end('closed', 0)
  }

  // ------------------------------------------------------------------ connecting

  async #connect() {
    const attempt = ++this.#attempt
    this.#enter('connecting')
    this.#welcomeAlarm.set(WELCOME_WITHIN_MS, () => this.#giveUp(0))
    const hello = await this.#askHello(attempt)
    if (!hello || attempt !== this.#attempt) return
    const Socket = this.#options.WebSocketClass ?? WebSocket
    const socket: WebSocketLike = new Socket(this.#options.url)
    this.#socket = socket
    socket.onopen = () => this.#sendHello(hello)
    socket.onmessage = (event) => this.#hear(event.data)
    socket.onclose = (event) => this.#onClose(event.code)
  }

  async #askHello(attempt: number): Promise<HelloFrame | undefined> {
    try {
      return await this.#options.hello()
    } catch (error) {
      if (attempt !== this.#attempt) return undefined
      if (error instanceof HelloRefused) this.#end('refused', error.code)
      else this.#giveUp(0)
      return undefined
    }
  }

  #sendHello(hello: HelloFrame) {
    const after = this.#chain.lastSeq
    this.#transmit(after === undefined ? hello : { ...hello, after })
  }

  /** Missed something: says hello again on the same line; what arrives until then comes again. */
  async #resume() {
    this.#welcomed = false
    this.#halt()
    if (++this.#gaps > PATIENCE) this.#chain.lastSeq = undefined // Resuming does not help: anew.
    const attempt = this.#attempt
    this.#welcomeAlarm.set(WELCOME_WITHIN_MS, () => this.#giveUp(0))
    const hello = await this.#askHello(attempt)
    if (hello && attempt === this.#attempt) this.#sendHello(hello)
  }

  #onWelcome(seq: number, resumed: boolean, pingSeconds: number) {
    this.#chain.begin(seq, resumed)
    this.#welcomeAlarm.clear()
    this.#welcomed = true
    this.#broken = 0
    this.#liveSince = this.#now()
    this.#enter('live')
    this.#keepAlive(pingSeconds * 1_000)
  }

  // ------------------------------------------------------------------ hearing

  #hear(data: unknown) {
    this.#answerAlarm.clear()
    const frame = parse(data)
    if (!frame) return
    switch (frame.type) {
      case 'welcome':
      case 'visitor_welcome':
        this.#onWelcome(frame.seq, frame.resumed, frame.ping_seconds)
        this.#deliver(frame)
        return this.#flush()
      case 'event':
        return this.#onEvent(frame)
      case 'ack':
        return this.#onAnswer(frame.client_msg_id, frame)
      case 'error':
        return this.#onError(frame)
      case 'resync':
        this.#chain.begin(frame.seq, false)
        return this.#deliver(frame)
      case 'pong':
        return
      default:
        return this.#deliver(frame)
    }
  }

  #onEvent(frame: EventFrame) {
    if (!this.#welcomed) return
    const verdict = this.#chain.take(frame)
    if (verdict === 'gap') return void this.#resume()
    if (verdict === 'seen') return
    this.#gaps = 0
    const own = frame.event.message?.client_msg_id
    const answered = own ? this.#box.drop(own) : false // Stored, even if its ack was lost.
    this.#deliver(frame)
    if (answered) this.#sendNext()
  }

  #onError(frame: ErrorFrame) {
    const id = frame.client_msg_id
    if (id === undefined) return this.#deliver(frame)
    if (frame.code !== 'rate_limited' && frame.retry_after_ms === undefined) {
      return this.#onAnswer(id, frame)
    }
    // Not stored, but welcome later. It stays "in flight" so that nothing overtakes it.
    this.#ackAlarm.set(frame.retry_after_ms ?? backoff(0, this.#random()), () => this.#sendNext())
  }

  #onAnswer(clientMsgId: string, frame: ServerFrame) {
    const flying = this.#box.drop(clientMsgId)
    this.#deliver(frame)
    if (flying) this.#sendNext()
  }

  /** A page's mistake must not break the line; it is reported as any uncaught error is. */
  #deliver(frame: ServerFrame) {
    try {
      this.#options.onFrame(frame)
    } catch (error) {
      queueMicrotask(() => {
        throw error
      })
    }
  }

  // ------------------------------------------------------------------ speaking

  #flush() {
    if (!this.#welcomed) return
    const frame = this.#box.next()
    if (!frame) return
    this.#ackAlarm.set(ACK_WITHIN_MS, () => this.#giveUp(0))
    this.#transmit(frame)
  }

  #sendNext() {
    this.#ackAlarm.clear()
    this.#box.inFlight = false
    this.#flush()
  }

  #transmit(frame: object) {
    this.#socket?.send(JSON.stringify(frame))
  }

  #keepAlive(everyMs: number) {
    this.#pingAlarm.set(everyMs, () => {
      this.#ping()
      this.#keepAlive(everyMs)
    })
  }

  #ping() {
    this.#transmit({ type: 'ping', id: ++this.#pings })
    if (!this.#answerAlarm.armed) this.#answerAlarm.set(ANSWER_WITHIN_MS, () => this.#giveUp(0))
  }

  // ------------------------------------------------------------------ breaking

  #onClose(code: number) {
    const next = afterClose(code)
    if (next.kind === 'refused') return this.#end('refused', code)
    if (next.kind === 'retry_without_frame') {
      const flying = this.#box.flying()
      if (flying) this.#refuseFrame(flying, next.reason)
      else if (++this.#broken >= PATIENCE) return this.#end('refused', code)
    }
    this.#giveUp(code, next.kind === 'retry_spread' ? this.#random() * DRAIN_SPREAD_MS : undefined)
  }

  #refuseFrame(frame: SendFrame, code: string) {
    this.#box.drop(frame.client_msg_id)
    const { client_msg_id } = frame
    this.#deliver({ type: 'error', code, detail: '', field: '', client_msg_id })
  }

  #giveUp(code: number, delay?: number) {
    this.#detach()
    const steady = this.#liveSince > 0 && this.#now() - this.#liveSince >= STEADY_AFTER_MS
    if (steady) this.#failures = 0
    this.#liveSince = 0
    const wait = delay ?? backoff(this.#failures++, this.#random())
    this.#enter('waiting', code, this.#now() + wait)
    this.#retryAlarm.set(wait, () => void this.#connect())
  }

  #end(state: 'refused' | 'closed', code: number) {
    this.#detach()
    this.#retryAlarm.clear()
    this.#stopListening()
    this.#enter(state, code)
  }

  #detach() {
    this.#attempt++
    this.#welcomed = false
    this.#halt()
    const socket = this.#socket
    if (!socket) return
    this.#socket = undefined
    socket.onopen = socket.onmessage = socket.onclose = socket.onerror = null
    socket.close()
  }

  #halt() {
    for (const alarm of [this.#welcomeAlarm, this.#pingAlarm, this.#answerAlarm, this.#ackAlarm]) {
      alarm.clear()
    }
    this.#box.inFlight = false
  }

  #enter(state: RealtimeState, code = 0, retryAt = 0) {
    this.state = state
    this.#options.onState?.(state, { code, retryAt })
  }

  /** A network that came back, or a phone that woke, need not wait for a timer. */
  #listenToBrowser(): () => void {
    if (typeof window === 'undefined') return () => {}
    const look = () => {
      if (document.visibilityState === 'hidden') return
      if (this.state === 'waiting') this.retryNow()
      else if (this.#welcomed) this.#ping()
    }
    window.addEventListener('online', look)
    document.addEventListener('visibilitychange', look)
    return () => {
      window.removeEventListener('online', look)
      document.removeEventListener('visibilitychange', look)
    }
  }

  #now() {
    return (this.#options.now ?? Date.now)()
  }

  #random() {
    return (this.#options.random ?? Math.random)()
  }
}

function parse(data: unknown): ServerFrame | undefined {
  try {
    return JSON.parse(String(data)) as ServerFrame
  } catch {
    return undefined // Not of this protocol; the stream's own numbers show whether it mattered.
  }
}
