import type { Api, Call, Id } from '@parley/api'
import { shallowReactive } from 'vue'
import { newerCall } from './state'

const PAGE_SIZE = 200

/** Calls that stand in conversations somebody reads, found by the message that stands for each. */
export function createConversationCalls(api: Pick<Api, 'calls'>) {
  const byMessage = shallowReactive(new Map<Id, Call>())
  const asked = shallowReactive(new Map<Id, 'loading' | 'ready' | 'failed'>())

  function take(call: Call) {
    byMessage.set(call.message_id, newerCall(byMessage.get(call.message_id), call))
  }

  async function read(conversation: Id) {
    asked.set(conversation, 'loading')
    try {
      const { items } = await api.calls({ conversation_id: conversation, limit: PAGE_SIZE })
      items.forEach(take)
      asked.set(conversation, 'ready')
    } catch {
      asked.set(conversation, 'failed')
    }
  }

  return {
    ofMessage: (id: Id) => byMessage.get(id),
    state: (conversation: Id) => asked.get(conversation),
    /** Reads a conversation's calls, once. */
    want(conversation: Id) {
      const state = asked.get(conversation)
      if (state === undefined || state === 'failed') void read(conversation)
    },
    read,
    heed(call: Call) {
      if (asked.has(call.conversation_id)) take(call)
    },
    /** Deleted by this agent; the server says so too, in its time. */
    forgetRecording(id: Id) {
      for (const call of byMessage.values()) {
        if (!call.recordings.some((one) => one.id === id)) continue
        const recordings = call.recordings.map((one) =>
          one.id === id ? { ...one, state: 'deleted' as const } : one,
        )
        byMessage.set(call.message_id, { ...call, recordings })
      }
    },
    reload() {
      for (const conversation of asked.keys()) void read(conversation)
    },
  }
}
