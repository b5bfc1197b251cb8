import type { Message } from '@parley/api'

/**
 * Messages in the order of the conversation, each once. Staff see every number, so a hole between
 * two neighbours means something was missed.
 */
export type Timeline = readonly Message[]

export function merged(timeline: Timeline, more: readonly Message[]): Timeline {
  const bySeq = new Map(timeline.map((message) => [message.seq, message]))
  let changed = false
  for (const message of more) {
    if (bySeq.has(message.seq)) continue
    bySeq.set(message.seq, message)
    changed = true
  }
  if (!changed) return timeline
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq)
}

/** Would adding these leave a hole after what is held? Then what is held cannot be continued. */
export function leavesHole(timeline: Timeline, more: readonly Message[]): boolean {
  const last = timeline.at(-1)
  const first = more[0]
  return last !== undefined && first !== undefined && first.seq > last.seq + 1
}

export function firstSeq(timeline: Timeline): number {
  return timeline[0]?.seq ?? 0
}
export function lastSeq(timeline: Timeline): number {
  return timeline.at(-1)?.seq ?? 0
}
