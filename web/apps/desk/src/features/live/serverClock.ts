/**
 * The server's clock as this page can know it. Every event tells when it happened; what is told
 * fastest is nearest the truth, so the smallest difference seen counts.
 */
export function createServerClock(now: () => number = Date.now) {
  let ahead = Number.POSITIVE_INFINITY

  return {
    hear(at: number) {
      ahead = Math.min(ahead, now() - at)
    },
    /** A sleeping machine may have set its clock: what was learnt before counts no more. */
    forget() {
      ahead = Number.POSITIVE_INFINITY
    },
    now: () => now() - (Number.isFinite(ahead) ? ahead : 0),
  }
}
export type ServerClock = ReturnType<typeof createServerClock>
