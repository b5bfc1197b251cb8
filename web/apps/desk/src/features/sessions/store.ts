import type { EventBody, Id, Message, Session } from '@parley/api'
import type { Ref } from 'vue'
import { isAskedOf, isOfferedTo } from './membership'
import { newer, withMessage, withRead } from './merge'
import { createShelf } from './shelf'

export type SessionStore = ReturnType<typeof createSessionStore>

/** Every session this page knows, each in its newest view. */
export function createSessionStore(agent: Ref<Id>) {
  const { byId, all, set, keep, clearAllBut } = createShelf()

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

  return {
    byId,
    get: (id: Id | undefined) => (id ? byId.get(id) : undefined),
    put,
    heed,
    heedMessage,
    /** Forgets all but one, which is on screen and will be read again. */
    forgetAllBut: clearAllBut,
    forget: (id: Id) => set(id, undefined),
    keep,
    questions: keep({ has: (one) => isAskedOf(one, agent.value), rank: (one) => one.opened_at }, [
      agent,
    ]),
    offers: keep({ has: (one) => isOfferedTo(one, agent.value), rank: (one) => one.opened_at }, [
      agent,
    ]),
  }
}
