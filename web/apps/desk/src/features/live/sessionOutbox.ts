import type { SendFrame } from '@parley/api'
import type { OutboxStorage } from '@parley/realtime'

/** Keeps what is not yet answered over a reload, in this tab only, apart for each agent. */
export function sessionOutbox(agentId: string, storage: Storage = sessionStorage): OutboxStorage {
  const key = `parley.outbox.${agentId}`
  return {
    load() {
      try {
        return JSON.parse(storage.getItem(key) ?? '[]') as SendFrame[]
      } catch {
        return [] // Spoilt by somebody else: nothing of ours can be saved from it.
      }
    },
    save(frames) {
      try {
        if (frames.length === 0) storage.removeItem(key)
        else storage.setItem(key, JSON.stringify(frames))
      } catch {
        // Storage full or forbidden: the message still goes out, only a reload would lose it.
      }
    },
  }
}
