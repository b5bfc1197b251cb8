import { isAborted, type Api, type Id, type Message } from '@parley/api'
import { shallowReadonly, shallowRef } from 'vue'
import { firstSeq, leavesHole, merged, type Timeline } from './timeline'

export type ThreadState = 'idle' | 'loading' | 'ready' | 'failed'
export type History = ReturnType<typeof createHistory>

export const PAGE_SIZE = 50
/** Pages read at a stride to reach an old message that was searched for. */
const REACH_PAGE_SIZE = 200
const REACH_PAGES_MAX = 25

/** The messages of a conversation as far back as they were read; each told on once it is stored. */
export function createHistory(
  api: Pick<Api, 'messages'>,
  conversation: Id,
  onStored: (messages: readonly Message[]) => void,
) {
  const timeline = shallowRef<Timeline>([])
  const state = shallowRef<ThreadState>('idle')
  const loadingOlder = shallowRef(false)
  const hasOlder = shallowRef(false)
  let reading: AbortController | undefined
  // Came while the first page was under way, which may not have held them.
  const meanwhile: Message[] = []

  function take(messages: readonly Message[]) {
    timeline.value = merged(timeline.value, messages)
    hasOlder.value = firstSeq(timeline.value) > 1
    onStored(messages)
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
      if (!isAborted(error) && mine === reading) state.value = 'failed'
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

  /** A stored message. One too many ahead shows that some were missed. */
  function heed(message: Message) {
    if (state.value !== 'ready') {
      meanwhile.push(message)
      onStored([message])
    } else if (leavesHole(timeline.value, [message])) void load()
    else take([message])
  }

  return {
    timeline: shallowReadonly(timeline),
    state: shallowReadonly(state),
    hasOlder: shallowReadonly(hasOlder),
    loadingOlder: shallowReadonly(loadingOlder),
    load,
    older,
    heed,
  }
}

/** Reads back until a message is there. False if it is too far away or gone. */
export async function reach(history: History, seq: number): Promise<boolean> {
  for (let page = 0; page < REACH_PAGES_MAX && firstSeq(history.timeline.value) > seq; page++) {
    if (!(await history.older(REACH_PAGE_SIZE))) break
  }
  return history.timeline.value.some((message) => message.seq === seq)
}
