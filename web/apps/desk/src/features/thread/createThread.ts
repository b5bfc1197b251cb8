import {
  isAborted,
  type AckFrame,
  type Api,
  type ErrorFrame,
  type Id,
  type Message,
  type TypingNoticeFrame,
} from '@parley/api'
import { shallowReadonly, shallowRef } from 'vue'
import type { Live } from '../live'
import { firstSeq, lastSeq, leavesHole, merged, type Timeline } from './timeline'
import { frameOf, newClientMsgId, pendingOf, type Outgoing, type Pending } from './pending'

export type ThreadState = 'idle' | 'loading' | 'ready' | 'failed'
export type Thread = ReturnType<typeof createThread>
export type ThreadLine = Pick<Live, 'send' | 'signal' | 'outbox' | 'now'>

export const PAGE_SIZE = 50
/** Pages read at a stride to reach an old message that was searched for. */
export const REACH_PAGE_SIZE = 200
export const REACH_PAGES_MAX = 25
/** A typing sign not renewed is taken back: its end may have been lost. */
export const TYPING_SHOWN_MS = 6_000

/** One conversation: its messages as far back as they were read, and ours on the way. */
export function createThread(api: Pick<Api, 'messages'>, line: ThreadLine, conversation: Id) {
  const timeline = shallowRef<Timeline>([])
  const pending = shallowRef<readonly Pending[]>(
    line
      .outbox()
      .filter((frame) => frame.conversation_id === conversation)
      .map((frame) => pendingOf(frame, line.now())),
  )
  const state = shallowRef<ThreadState>('idle')
  const failure = shallowRef<unknown>()
  const loadingOlder = shallowRef(false)
  const hasOlder = shallowRef(false)
  const typist = shallowRef<string>()
  let reading: AbortController | undefined
  let typingEnds: ReturnType<typeof setTimeout> | undefined
  // Came while the first page was under way, which may not have held them.
  const meanwhile: Message[] = []

  function take(messages: readonly Message[]) {
    timeline.value = merged(timeline.value, messages)
    hasOlder.value = firstSeq(timeline.value) > 1
    const stored = new Set(messages.map((message) => message.client_msg_id))
    const left = pending.value.filter((one) => !stored.has(one.clientMsgId))
    if (left.length !== pending.value.length) pending.value = left
  }

  /** The newest page; what is held stays if the page continues it. */
  async function load() {
    reading?.abort()
    const mine = (reading = new AbortController())
    if (state.value !== 'ready') state.value = 'loading'
    try {
      const page = await api.messages(conversation, undefined, PAGE_SIZE, { signal: mine.signal })
      if (leavesHole(timeline.value, page.items)) timeline.value = []
      take(page.items)
      state.value = 'ready'
      meanwhile.splice(0).forEach(heed)
    } catch (error) {
      if (isAborted(error) || mine !== reading) return
      failure.value = error
      state.value = 'failed'
    }
  }

  /** True if something older was read. */
  async function older(size = PAGE_SIZE): Promise<boolean> {
    if (loadingOlder.value || !hasOlder.value) return false
    loadingOlder.value = true
    try {
      const page = await api.messages(conversation, firstSeq(timeline.value), size)
      if (page.items.length === 0) hasOlder.value = false
      else take(page.items)
      return page.items.length > 0
    } catch {
      return false // Scrolling up again asks again.
    } finally {
      loadingOlder.value = false
    }
  }

  /** Reads back until a message is there. False if it is too far away or gone. */
  async function reach(seq: number): Promise<boolean> {
    for (let page = 0; page < REACH_PAGES_MAX && firstSeq(timeline.value) > seq; page++) {
      if (!(await older(REACH_PAGE_SIZE))) break
    }
    return timeline.value.some((message) => message.seq === seq)
  }

  /** A message from the stream. One too many ahead shows that some were missed. */
  function heed(message: Message) {
    if (state.value !== 'ready') meanwhile.push(message)
    else if (leavesHole(timeline.value, [message])) void load()
    else take([message])
    if (message.sender !== 'agent') typist.value = undefined
  }

  function heedAck(frame: AckFrame) {
    if (leavesHole(timeline.value, [frame.message])) void load()
    else take([frame.message])
  }

  function heedError(frame: ErrorFrame) {
    pending.value = pending.value.map((one) =>
      one.clientMsgId === frame.client_msg_id ? { ...one, state: 'failed', code: frame.code } : one,
    )
  }

  function heedTyping(frame: TypingNoticeFrame) {
    clearTimeout(typingEnds)
    typist.value = frame.on ? frame.sender_name : undefined
    if (frame.on) typingEnds = setTimeout(() => (typist.value = undefined), TYPING_SHOWN_MS)
  }

  function send(outgoing: Outgoing) {
    const one: Pending = {
      clientMsgId: newClientMsgId(),
      text: outgoing.text ?? '',
      attachment: outgoing.attachment,
      visibility: outgoing.visibility,
      createdAt: line.now(),
      state: 'sending',
      code: '',
    }
    pending.value = [...pending.value, one]
    line.send(frameOf(conversation, one))
  }

  /** The same message again, under the same id: stored once even if the first try was stored. */
  function retry(clientMsgId: string) {
    const one = pending.value.find((held) => held.clientMsgId === clientMsgId)
    if (!one || one.state !== 'failed') return
    const again: Pending = { ...one, state: 'sending', code: '' }
    pending.value = pending.value.map((held) => (held === one ? again : held))
    line.send(frameOf(conversation, again))
  }

  function discard(clientMsgId: string) {
    pending.value = pending.value.filter((held) => held.clientMsgId !== clientMsgId)
  }

  return {
    conversation,
    timeline: shallowReadonly(timeline),
    pending: shallowReadonly(pending),
    state: shallowReadonly(state),
    failure: shallowReadonly(failure),
    hasOlder: shallowReadonly(hasOlder),
    loadingOlder: shallowReadonly(loadingOlder),
    /** Name of the visitor who is typing ("" if unnamed); undefined: nobody is. */
    typist: shallowReadonly(typist),
    lastSeq: () => lastSeq(timeline.value),
    load,
    older,
    reach,
    heed,
    heedAck,
    heedError,
    heedTyping,
    send,
    retry,
    discard,
  }
}
