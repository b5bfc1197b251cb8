// The visitor's one lasting conversation: what is shown, and everything the visitor can do to it.

import { codeOf, isAborted, type SendFrame, type ServerFrame } from '@parley/api'
import type { WebSocketClass } from '@parley/realtime'
import { shallowReactive, watch } from 'vue'
import type { Host } from '../host'
import {
  HISTORY_PAGE,
  newMessageId,
  useLine,
  type Introduction,
  type Line,
  type Visitor,
} from '../line'
import { addMessages, applyFrame, replaceSession } from './frames'
import { emptyState, isOpen, type ConversationState } from './state'
import { pendingOf, unreadOf, type Pending } from './thread'
import { TypingSignal } from './typing'

const READ = 'read'
/** An agent's "typing" is believed this long; its "off" may be lost with the line. */
export const TYPING_SHOWN_MS = 8_000

interface Upload {
  file: File
  stop: AbortController
}

export interface ConversationOptions {
  locale: string
  WebSocketClass?: WebSocketClass
}

export class Conversation {
  readonly #host: Host
  readonly #visitor: Visitor
  readonly state: ConversationState = shallowReactive(emptyState())
  readonly line: Line
  readonly #uploads = new Map<string, Upload>()
  readonly #typingSignal: TypingSignal
  #typingTimer: ReturnType<typeof setTimeout> | undefined
  #readTold = 0

  constructor(host: Host, visitor: Visitor, options: ConversationOptions) {
    this.#host = host
    this.#visitor = visitor
    this.line = useLine(host, visitor, {
      ...options,
      onFrame: (frame) => this.#hear(frame),
      onForgotten: () => this.#forget(),
    })
    this.#typingSignal = new TypingSignal((on) => this.line.signal({ type: 'typing', on }))
    this.state.readUpTo = Number(host.load(READ) ?? 0) || 0
    watch(
      () => unreadOf(this.state.messages, this.state.readUpTo),
      (count) => host.setUnread(count),
    )
    const waiting = this.line.begin()
    this.state.pending = waiting.map((frame) => pendingOf(frame, Date.now()))
  }

  // ------------------------------------------------------------------ writing

  sendText(text: string) {
    const frame: SendFrame = { type: 'send', client_msg_id: this.#newId(), text }
    this.#typingSignal.stop()
    this.#add(pendingOf(frame, Date.now()))
    this.#transmit(frame)
  }

  sendFile(file: File) {
    const client_msg_id = this.#newId()
    const preview = file.type.startsWith('image/') ? URL.createObjectURL(file) : ''
    const about = { name: file.name, size: file.size, preview, share: 0 }
    this.#add({ client_msg_id, text: '', file: about, failed: '', created_at: Date.now() })
    this.#uploads.set(client_msg_id, { file, stop: new AbortController() })
    void this.#upload(client_msg_id)
  }

  /** A message somebody leaves while nobody is on duty: with how to reach them. */
  leaveMessage(who: Introduction, text: string) {
    this.#visitor.introduce(who)
    this.sendText(text)
  }

  retry(one: Pending) {
    this.#patch(one.client_msg_id, { failed: '' })
    if (this.#uploads.has(one.client_msg_id)) return void this.#upload(one.client_msg_id)
    this.#transmit({ type: 'send', client_msg_id: one.client_msg_id, text: one.text })
  }

  /** Also stops a file on its way. */
  discard(one: Pending) {
    this.#uploads.get(one.client_msg_id)?.stop.abort()
    this.#release(one)
    this.state.pending = this.state.pending.filter(
      (held) => held.client_msg_id !== one.client_msg_id,
    )
  }

  typed(hasText: boolean) {
    if (!isOpen(this.state.session)) return
    if (hasText) this.#typingSignal.keepOn()
    else this.#typingSignal.stop()
  }

  // ------------------------------------------------------------------ reading

  async loadOlder() {
    const first = this.state.messages[0]
    if (!first || !this.state.more || this.state.loadingOlder) return
    this.state.loadingOlder = true
    try {
      const page = await this.#visitor.messages(first.seq)
      addMessages(this.state, page.items)
      this.state.more = page.next_cursor !== null || page.items.length >= HISTORY_PAGE
    } catch {
      // The button stays, and scrolling tries again.
    } finally {
      this.state.loadingOlder = false
    }
  }

  /** Everything shown so far has been seen. */
  markRead() {
    const last = this.state.messages.at(-1)?.seq ?? 0
    if (last > this.state.readUpTo) {
      this.state.readUpTo = last
      this.#host.store(READ, String(last))
    }
    this.#tellRead()
  }

  // ------------------------------------------------------------------ the session

  async end() {
    replaceSession(this.state, await this.#visitor.end())
  }

  async callBack(number: string) {
    replaceSession(this.state, await this.#visitor.callBack({ number }))
  }

  async rate(score: number, comment: string) {
    const session_id = this.state.session?.id ?? ''
    replaceSession(this.state, await this.#visitor.rate({ session_id, score, comment }))
  }

  // ------------------------------------------------------------------ inside

  #hear(frame: ServerFrame) {
    const before = this.state.pending
    applyFrame(this.state, frame)
    if (frame.type === 'visitor_welcome') this.#tellRead()
    if (frame.type === 'resync') void this.#reload()
    if (frame.type === 'typing_notice') {
      clearTimeout(this.#typingTimer)
      this.#typingTimer = setTimeout(() => (this.state.typing = undefined), TYPING_SHOWN_MS)
    }
    const held = new Set(this.state.pending.map((one) => one.client_msg_id))
    for (const one of before) if (!held.has(one.client_msg_id)) this.#release(one)
  }

  async #reload() {
    try {
      addMessages(this.state, (await this.#visitor.messages()).items)
    } catch {
      this.line.retryNow()
    }
  }

  /** Where the visitor wrote from goes along only when the message opens a session. */
  #transmit(frame: SendFrame) {
    const source = this.#host.page.value
    this.line.send(isOpen(this.state.session) ? frame : { ...frame, source })
  }

  async #upload(id: string) {
    const held = this.#uploads.get(id)
    if (!held) return
    try {
      const attachment = await this.#visitor.upload(held.file, {
        signal: held.stop.signal,
        onProgress: (share) => this.#patchFile(id, share),
      })
      this.#patchFile(id, 1)
      this.#transmit({ type: 'send', client_msg_id: id, attachment_id: attachment.id })
    } catch (error) {
      if (!isAborted(error)) this.#patch(id, { failed: codeOf(error) })
    }
  }

  #tellRead() {
    const seq = this.state.readUpTo
    if (seq > this.#readTold && this.line.signal({ type: 'read', seq })) this.#readTold = seq
  }

  #add(one: Pending) {
    this.state.pending = [...this.state.pending, one]
  }

  #patch(id: string, change: Partial<Pending>) {
    this.state.pending = this.state.pending.map((one) =>
      one.client_msg_id === id ? { ...one, ...change } : one,
    )
  }

  #patchFile(id: string, share: number) {
    const file = this.state.pending.find((one) => one.client_msg_id === id)?.file
    if (file) this.#patch(id, { file: { ...file, share } })
  }

  #release(one: Pending) {
    this.#uploads.delete(one.client_msg_id)
    if (one.file?.preview) URL.revokeObjectURL(one.file.preview)
  }

  #forget() {
    const { pending } = this.state
    Object.assign(this.state, emptyState(), { pending })
    this.#readTold = 0
    this.#host.store(READ, null)
  }

  #newId() {
    return newMessageId(Date.now(), crypto.getRandomValues(new Uint8Array(9)))
  }
}
