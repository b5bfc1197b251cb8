import type { Id, Session } from '@parley/api'
import { shallowReactive, toRaw, watch, type WatchSource } from 'vue'
import { createOrdered, type Order, type Ordered } from './ordered'

/** Where views of sessions lie, by id, and the orders of them that are kept up with every change. */
export function createShelf() {
  const byId = shallowReactive(new Map<Id, Session>())
  /** Walked through without Vue's watching, which costs more than the walk. */
  const all: ReadonlyMap<Id, Session> = toRaw(byId)
  const kept: Ordered[] = []

  function set(id: Id, after: Session | undefined) {
    const before = all.get(id)
    if (after) byId.set(id, after)
    else byId.delete(id)
    for (const list of kept) list.heed(before, after)
  }

  /** Some of them, in order, kept so from now on; made anew when what `order` rests on changes. */
  function keep(order: Order, restsOn: WatchSource[]) {
    const list = createOrdered(order)
    kept.push(list)
    watch(restsOn, () => list.rebuild(all.values()), { immediate: true, flush: 'sync' })
    return list.items
  }

  function clearAllBut(id: Id | undefined) {
    const one = id === undefined ? undefined : all.get(id)
    byId.clear()
    if (one) byId.set(one.id, one)
    for (const list of kept) list.rebuild(all.values())
  }

  return { byId, all, set, keep, clearAllBut }
}
