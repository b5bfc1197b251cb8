// The place in the event stream: recognises repeated events and missed ones.

import type { EventFrame } from '@parley/api'

export type Verdict = 'new' | 'seen' | 'gap'

export class Chain {
  lastSeq: number | undefined

  /** A welcome: where the stream stands, or, resumed, where this reader left it. */
  begin(seq: number, resumed: boolean) {
    if (!resumed || this.lastSeq === undefined) this.lastSeq = seq
  }

  /**
   * Something is missing exactly if `prev`, an event this audience may see, is newer than the last
   * one seen. An older `prev` is no gap: the stream stood further on when this reader was welcomed.
   */
  take(frame: EventFrame): Verdict {
    const last = this.lastSeq ?? 0
    if (frame.seq <= last) return 'seen'
    if (frame.prev > last) return 'gap'
    this.lastSeq = frame.seq
    return 'new'
  }
}
