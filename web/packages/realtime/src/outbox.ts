// Messages without the server's word yet, oldest first. One is on its way at a time: were the first
// refused for coming too fast while the second is stored, they would change places.

import type { SendFrame } from '@parley/api'
import type { OutboxStorage } from './types'

export class Outbox {
  readonly #storage: OutboxStorage | undefined
  frames: SendFrame[]
  inFlight = false

  constructor(storage?: OutboxStorage) {
    this.#storage = storage
    this.frames = storage?.load() ?? []
  }

  /** The same client_msg_id a second time is the same message. */
  add(frame: SendFrame) {
    if (this.frames.some((held) => held.client_msg_id === frame.client_msg_id)) return
    this.frames.push(frame)
    this.#storage?.save(this.frames)
  }

  /** The frame to send now, marked as on its way. */
  next(): SendFrame | undefined {
    if (this.inFlight) return undefined
    const frame = this.frames[0]
    this.inFlight = frame !== undefined
    return frame
  }

  flying(): SendFrame | undefined {
    return this.inFlight ? this.frames[0] : undefined
  }

  /** Answered. True if it was the one on its way. */
  drop(clientMsgId: string): boolean {
    const at = this.frames.findIndex((held) => held.client_msg_id === clientMsgId)
    if (at < 0) return false
    const wasFlying = this.inFlight && at === 0
    this.frames.splice(at, 1)
    if (wasFlying) this.inFlight = false
    this.#storage?.save(this.frames)
    return wasFlying
  }
}
