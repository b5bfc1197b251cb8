import type { EventBody, Id, Message, Session } from '@parley/api'
import { computed, shallowReactive, type Ref } from 'vue'
import { isOfferedTo } from './membership'
import { newer, withMessage, withRead } from './merge'

export type SessionStore = ReturnType<typeof createSessionStore>

/** Every session this page knows, each in its newest view. */
export function createSessionStore(agent: Ref<Id>) {
  const byId = shallowReactive(new Map<Id, Session>())

  function put(session: Session): Session {
    const merged = newer(byId.get(session.id), session)
    byId.set(session.id, merged)
    return merged
  }

  function changeWhere(hits: (one: Session) => boolean, change: (one: Session) => Session) {
    for (const [id, session] of byId) {
      if (hits(session)) byId.set(id, change(session))
    }
  }

  function heedMessage(message: Message) {
    const session = byId.get(message.session_id)
    if (session) byId.set(session.id, withMessage(session, message))
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
    for (const held of [...byId.keys()]) if (held !== id) byId.delete(held)
  }

  return {
    byId,
    get: (id: Id | undefined) => (id ? byId.get(id) : undefined),
    put,
    heed,
    heedMessage,
    forgetAllBut,
    forget: (id: Id) => byId.delete(id),
    offers: computed(() => [...byId.values()].filter((one) => isOfferedTo(one, agent.value))),
  }
}
