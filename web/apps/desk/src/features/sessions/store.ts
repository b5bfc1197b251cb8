import type { EventBody, Id, Message, Session } from '@parley/api'
import { shallowReactive, toRaw, watch, type Ref, type WatchSource } from 'vue'
import { isOfferedTo } from './membership'
import { newer, withMessage, withRead } from './merge'
import { createOrdered, type Order, type Ordered } from './ordered'

export type SessionStore = ReturnType<typeof createSessionStore>

/** Every session this page knows, each in its newest view. */
export function createSessionStore(agent: Ref<Id>) {
  const byId = shallowReactive(new Map<Id, Session>())
  /** Walked through without Vue's watching, which costs more than the walk. */
  const all = toRaw(byId)
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

  function put(session: Session): Session {
    const merged = newer(all.get(session.id), session)
    set(session.id, merged)
    return merged
  }

  function changeWhere(hits: (one: Session) => boolean, change: (one: Session) => Session) {
    for (const [id, session] of all) {
      if (hits(session)) set(id, change(session))
    }
  }

  function heedMessage(message: Message) {
    const session = all.get(message.session_id)
    if (session) set(session.id, withMessage(session, message))
  }

  function heed(event: EventBody) {
    if (event.session) put(event.session)
    if (event.message) heedMessage(event.message)
    const { read, contact } = event
    if (read) {
      changeWhere(
        (one) => one.conversation_id === read.conversation_id,
        (one) => withRead(one, read),
      )
    }
    if (contact) {
      changeWhere(
        (one) => one.contact_id === contact.id,
        (one) => ({ ...one, contact_name: contact.name }),
      )
    }
  }

  /** Forgets all but one, which is on screen and will be read again. */
  function forgetAllBut(id: Id | undefined) {
    const one = id === undefined ? undefined : all.get(id)
    byId.clear()
    if (one) byId.set(one.id, one)
    for (const list of kept) list.rebuild(all.values())
  }

  return {
    byId,
    get: (id: Id | undefined) => (id ? byId.get(id) : undefined),
    put,
    heed,
    heedMessage,
    forgetAllBut,
    forget: (id: Id) => set(id, undefined),
    keep,
    offers: keep({ has: (one) => isOfferedTo(one, agent.value), rank: (one) => one.opened_at }, [
      agent,
    ]),
  }
}
