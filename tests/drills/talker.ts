// Somebody who keeps talking while the server dies and returns, as the pages do: what is not
// acknowledged is sent again after reconnecting, and the stream is resumed where it broke off.
//
// Judges what it hears: `prev` is the number heard last, and each conversation's messages come in
// order, none twice (for staff also none left out).

import type {
  ClientFrame,
  EventBody,
  HelloFrame,
  Message,
  SendFrame,
  ServerFrame,
} from '@parley/api'
import type { Caller } from '../harness/client.ts'
import { HeaderSocket } from '../harness/client.ts'
import type { Ledger } from './ledger.ts'

const RECONNECT_AFTER_MS = 20
const RECONNECT_SPREAD_MS = 180
const PING_EVERY_MS = 15_000
/** For a welcome, or for the answer to a ping; then the line is given up, for TCP may wait longer. */
const ANSWER_WITHIN_MS = 10_000
/** Nothing was heard of us in time; whoever is cut off cannot help that. */
const SILENT = 4408
/** A session may close while a message to it is under way. */
const HARMLESS = new Set(['session_closed', 'permission_missing'])

export class Talker {
  readonly name: string
  readonly #caller: Caller
  readonly #inboxKey: string | undefined
  readonly #ledger: Ledger
  readonly #pending = new Map<string, SendFrame>()
  readonly #lastSeq = new Map<string, number>()
  #socket: WebSocket | undefined
  #ping: NodeJS.Timeout | undefined
  #alarm: NodeJS.Timeout | undefined
  #welcomed = false
  #stopped = false
  #heard: number | undefined
  #made = 0
  onWelcome: () => void = () => {}
  onEvent: (event: EventBody) => void = () => {}

  /** A visitor names the inbox they came by. */
  constructor(name: string, caller: Caller, ledger: Ledger, inboxKey?: string) {
    this.name = name
    this.#caller = caller
    this.#ledger = ledger
    this.#inboxKey = inboxKey
    this.#connect()
  }

  get pending(): number {
    return this.#pending.size
  }

  get welcomed(): boolean {
    return this.#welcomed
  }

  say(text: string, more: Partial<SendFrame> = {}) {
    const client_msg_id = `${this.name}-${++this.#made}`
    const frame: SendFrame = { type: 'send', client_msg_id, text, ...more }
    this.#pending.set(client_msg_id, frame)
    this.#ledger.say(client_msg_id)
    this.send(frame)
  }

  /** Lost where there is no line. */
  send(frame: ClientFrame) {
    if (this.#welcomed) this.#socket?.send(JSON.stringify(frame))
  }

  /** As a train in a tunnel would; it comes back by itself. */
  hangUp() {
    this.#socket?.close()
  }

  stop() {
    this.#stopped = true
    clearTimeout(this.#alarm)
    this.#socket?.close()
  }

  #connect() {
    if (this.#stopped) return
    const url = `${this.#caller.server.origin.replace('http', 'ws')}/api/v1/realtime`
    const socket = new HeaderSocket(url, { headers: this.#caller.headers() })
    this.#socket = socket
    const hello: HelloFrame = { type: 'hello', protocol: 1 }
    if (this.#heard !== undefined) hello.after = this.#heard
    const credential = this.#caller.credential
    if (credential) hello.visitor = { ...credential, inbox_key: this.#inboxKey ?? '' }
    socket.addEventListener('open', () => socket.send(JSON.stringify(hello)))
    socket.addEventListener('message', (event) => {
      if (socket === this.#socket) this.#hear(JSON.parse(String(event.data)))
    })
    socket.addEventListener('error', () => {})
    socket.addEventListener('close', (event) => {
      if (socket !== this.#socket) return
      if (event.code >= 4400 && event.code !== SILENT)
        this.#fault(`closed with ${event.code} ${event.reason}`)
      this.#comeBack()
    })
    this.#expectAnswer()
  }

  #expectAnswer() {
    clearTimeout(this.#alarm)
    this.#alarm = setTimeout(() => {
      const silent = this.#socket
      this.#comeBack()
      silent?.close()
    }, ANSWER_WITHIN_MS)
  }

  #comeBack() {
    this.#socket = undefined
    this.#welcomed = false
    clearInterval(this.#ping)
    clearTimeout(this.#alarm)
    setTimeout(() => this.#connect(), RECONNECT_AFTER_MS + Math.random() * RECONNECT_SPREAD_MS)
  }

  #hear(frame: ServerFrame) {
    clearTimeout(this.#alarm)
    switch (frame.type) {
      case 'welcome':
      case 'visitor_welcome':
        this.#begin(frame.seq, frame.resumed)
        break
      case 'ack':
        this.#pending.delete(frame.client_msg_id)
        this.#ledger.ack(frame.client_msg_id, frame.message)
        break
      case 'event':
        if (frame.seq <= frame.prev) this.#fault(`event ${frame.seq} after ${frame.prev}`)
        if (frame.prev !== this.#heard) {
          this.#fault(`event ${frame.seq} says prev ${frame.prev}; heard last was ${this.#heard}`)
        }
        this.#heard = frame.seq
        if (frame.event.message) this.#receive(frame.event.message)
        this.onEvent(frame.event)
        break
      case 'error':
        this.#refused(frame.code, frame.client_msg_id, frame.retry_after_ms)
        break
      case 'resync':
        this.#fault(`resync: ${frame.reason}`)
        break
    }
  }

  #begin(seq: number, resumed: boolean) {
    if (this.#heard !== undefined) {
      if (!resumed) this.#fault(`the stream was not resumed after ${this.#heard}`)
      else if (seq !== this.#heard) this.#fault(`resumed at ${seq}, not at ${this.#heard}`)
      this.#ledger.resumed++
    }
    this.#heard = seq
    this.#welcomed = true
    clearInterval(this.#ping)
    this.#ping = setInterval(() => {
      this.send({ type: 'ping' })
      this.#expectAnswer()
    }, PING_EVERY_MS)
    for (const frame of this.#pending.values()) this.send(frame)
    this.onWelcome()
  }

  #receive(message: Message) {
    this.#ledger.received++
    const last = this.#lastSeq.get(message.conversation_id)
    this.#lastSeq.set(message.conversation_id, message.seq)
    if (last === undefined || message.seq === last + 1) return
    // A visitor's numbers skip those of private notes.
    if (this.#caller.credential && message.seq > last) return
    this.#fault(`message ${message.seq} of ${message.conversation_id} came after ${last}`)
  }

  #refused(code: string, clientMsgId: string | undefined, retryAfterMs: number | undefined) {
    this.#ledger.refused++
    if (clientMsgId === undefined) return
    const frame = this.#pending.get(clientMsgId)
    if (retryAfterMs !== undefined && frame) {
      setTimeout(() => {
        if (this.#pending.has(clientMsgId)) this.send(frame)
      }, retryAfterMs)
    } else {
      this.#pending.delete(clientMsgId)
      if (!HARMLESS.has(code)) this.#fault(`${clientMsgId} was refused: ${code}`)
    }
  }

  #fault(what: string) {
    this.#ledger.fault(`${this.name}: ${what}`)
  }
}
