// How long to wait before the next attempt, and what a close code asks of the client.

export const BACKOFF_FIRST_MS = 300
export const BACKOFF_MAX_MS = 15_000
/** A draining server sends everybody away at once; they come back spread over this time. */
export const DRAIN_SPREAD_MS = 3_000

/** Doubles with every failure; the upper half is random, so that a crowd does not return as one. */
export function backoff(failures: number, random: number): number {
  const full = Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** failures)
  return full / 2 + (full / 2) * random
}

export type AfterClose =
  | { kind: 'retry' }
  | { kind: 'retry_spread' }
  /** The frame in flight broke the rules and must not be sent again; everything else may. */
  | { kind: 'retry_without_frame'; reason: string }
  | { kind: 'refused' }

export function afterClose(code: number): AfterClose {
  switch (code) {
    case 1001:
      return { kind: 'retry_spread' }
    case 1008:
      return { kind: 'retry_without_frame', reason: 'broken_protocol' }
    case 1009:
      return { kind: 'retry_without_frame', reason: 'too_large' }
    case 4401:
    case 4403:
    case 4409:
      return { kind: 'refused' }
    default:
      return { kind: 'retry' } // 1006, 1013, 4408 and whatever a proxy makes up.
  }
}
