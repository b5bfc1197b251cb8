// A WebSocket whose other end is the test itself. Nothing happens on it but what the test says.

import type { ClientFrame, EventFrame, Message, SendFrame, VisitorWelcomeFrame } from '@parley/api'
import type { WebSocketLike } from '../types'

export class ScriptedSocket implements WebSocketLike {
  static all: ScriptedSocket[] = []
  static get last() {
    const socket = ScriptedSocket.all.at(-1)
    if (!socket) throw new Error('nothing connected yet')
    return socket
  }

  readyState = 0
  onopen: ((event: Event) => void) | null = null
  onmessage: ((event: MessageEvent) => void) | null = null
  onclose: ((event: CloseEvent) => void) | null = null
  onerror: ((event: Event) => void) | null = null
  heard: ClientFrame[] = []
  closedByClient = false

  constructor(readonly url: string) {
    ScriptedSocket.all.push(this)
  }

  send(data: string) {
    this.heard.push(JSON.parse(data))
  }

  close() {
    this.closedByClient = true
  }

  open() {
    this.readyState = 1
    this.onopen?.(new Event('open'))
  }

  say(frame: object) {
    this.onmessage?.(new MessageEvent('message', { data: JSON.stringify(frame) }))
  }

  sayRaw(data: string) {
    this.onmessage?.(new MessageEvent('message', { data }))
  }

  die(code = 1006) {
    this.readyState = 3
    this.onclose?.(new CloseEvent('close', { code }))
  }

  welcome(seq: number, resumed = false) {
    this.say(welcomeFrame(seq, resumed))
  }

  of<T extends ClientFrame['type']>(type: T) {
    return this.heard.filter((frame) => frame.type === type) as Extract<ClientFrame, { type: T }>[]
  }
}

export function welcomeFrame(seq: number, resumed: boolean): VisitorWelcomeFrame {
  return {
    type: 'visitor_welcome',
    protocol: 1,
    connection_id: 'c',
    seq,
    resumed,
    ping_seconds: 20,
    conversation_id: null,
    session: null,
    messages: [],
    more: false,
    agent_read: 0,
    contact_name: '',
  }
}

export function eventFrame(seq: number, prev: number, message?: Message): EventFrame {
  const event = { kind: 'message_posted' as const, detail: '', message }
  return { type: 'event', seq, prev, at: 0, event }
}

export function sendFrame(id: string): SendFrame {
  return { type: 'send', client_msg_id: id, text: `text of ${id}` }
}

export function storedMessage(clientMsgId: string, seq: number): Message {
  return {
    id: `m${seq}`,
    conversation_id: 'v',
    session_id: 's',
    seq,
    sender: 'visitor',
    sender_id: 'p',
    sender_name: '',
    kind: 'text',
    visibility: 'everyone',
    text: `text of ${clientMsgId}`,
    attachment: null,
    client_msg_id: clientMsgId,
    created_at: 0,
  }
}
