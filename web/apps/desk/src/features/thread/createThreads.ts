import type { Api, Id } from '@parley/api'
import type { Live } from '../live'
import { createThread, type Thread } from './createThread'

export type Threads = ReturnType<typeof createThreads>
type Line = Pick<
  Live,
  'send' | 'signal' | 'outbox' | 'now' | 'onEvent' | 'onAck' | 'onError' | 'onTyping' | 'onReload'
>

/** Conversations kept ready, so that going back to one shows it at once. */
export const KEPT_MAX = 20

export function createThreads(api: Pick<Api, 'messages'>, live: Line) {
  const kept = new Map<Id, Thread>()

  let shown: Id | undefined

  /** The thread of a conversation; the one longest unused gives way. */
  function open(conversation: Id): Thread {
    const thread = kept.get(conversation) ?? createThread(api, live, conversation)
    kept.delete(conversation)
    kept.set(conversation, thread)
    for (const [id, held] of kept) {
      if (kept.size <= KEPT_MAX) break
      const needed = id === conversation || id === shown || held.pending.value.length > 0
      if (!needed) kept.delete(id)
    }
    if (thread.state.value === 'idle') void thread.load()
    return thread
  }

  /** As `open`, and kept for as long as no other is shown. */
  function show(conversation: Id): Thread {
    shown = conversation
    return open(conversation)
  }

  live.onEvent((event) => {
    if (event.message) kept.get(event.message.conversation_id)?.heed(event.message)
  })
  live.onAck((frame) => kept.get(frame.message.conversation_id)?.heed(frame.message))
  live.onError((frame) => {
    for (const thread of kept.values()) thread.heedError(frame)
  })
  live.onTyping((frame) => {
    if (frame.sender === 'visitor') kept.get(frame.conversation_id)?.heedTyping(frame)
  })
  live.onReload(() => {
    for (const thread of kept.values()) void thread.load()
  })

  return { open, show }
}
