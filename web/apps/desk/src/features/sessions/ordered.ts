import type { Session } from '@parley/api'
import { shallowRef } from 'vue'

/** Which sessions, and in what order: smaller is further up. */
export interface Order {
  has(session: Session): boolean
  rank(session: Session): number
}
export type Ordered = ReturnType<typeof createOrdered>

/**
 * Sessions in one order, kept so step by step: what happens to one of ten thousand costs two
 * searches and a copy, not another sort. When the order itself changes, `rebuild` from all.
 */
export function createOrdered(order: Order) {
  const items = shallowRef<readonly Session[]>([])

  // Two sessions of the same millisecond must not change places between two looks.
  function precedes(a: Session, rankOfA: number, b: Session, rankOfB: number) {
    return rankOfA === rankOfB ? a.id < b.id : rankOfA < rankOfB
  }

  /** Where the session stands, or would. */
  function placeOf(session: Session, held: readonly Session[]): number {
    const rank = order.rank(session)
    let [from, to] = [0, held.length]
    while (from < to) {
      const middle = (from + to) >> 1
      const other = held[middle]
      if (other && precedes(other, order.rank(other), session, rank)) from = middle + 1
      else to = middle
    }
    return from
  }

  /** One session has changed, come or gone. */
  function heed(before: Session | undefined, after: Session | undefined) {
    const had = before !== undefined && order.has(before)
    const has = after !== undefined && order.has(after)
    if (!had && !has) return
    const next = items.value.slice()
    if (had) {
      const at = placeOf(before, next)
      if (next[at]?.id === before.id) next.splice(at, 1)
    }
    if (has) next.splice(placeOf(after, next), 0, after)
    items.value = next
  }

  function rebuild(all: Iterable<Session>) {
    const ranked: { session: Session; rank: number }[] = []
    for (const session of all) {
      if (order.has(session)) ranked.push({ session, rank: order.rank(session) })
    }
    ranked.sort((a, b) => (precedes(a.session, a.rank, b.session, b.rank) ? -1 : 1))
    items.value = ranked.map((one) => one.session)
  }

  return { items, heed, rebuild }
}
