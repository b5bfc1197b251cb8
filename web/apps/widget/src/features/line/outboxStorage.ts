import type { SendFrame } from '@parley/api'
import type { OutboxStorage } from '@parley/realtime'
import type { Host } from '../host'

const PREFIX = 'out.'

/** Unsent messages, each under a name of its own: tabs of one visitor do not erase each other's. */
export function outboxStorage(host: Host): OutboxStorage {
  let own = new Set<string>()

  return {
    load() {
      const names = host.names(PREFIX).sort() // Their ids begin with the time.
      own = new Set(names)
      return names.flatMap((name) => {
        try {
          return [JSON.parse(host.load(name) ?? '') as SendFrame]
        } catch {
          return []
        }
      })
    },
    save(frames) {
      const now = new Set(frames.map((frame) => PREFIX + frame.client_msg_id))
      for (const name of own) if (!now.has(name)) host.store(name, null)
      for (const frame of frames) host.store(PREFIX + frame.client_msg_id, JSON.stringify(frame))
      own = now
    },
  }
}

let lastMs = 0

/** Unguessable and sorted by the time it was made; two in one millisecond keep their order. */
export function newMessageId(nowMs: number, randomBytes: Uint8Array): string {
  lastMs = Math.max(nowMs, lastMs + 1)
  const random = [...randomBytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${lastMs.toString(36).padStart(9, '0')}-${random}`
}
