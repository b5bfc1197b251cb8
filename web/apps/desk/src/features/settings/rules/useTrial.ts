import type { Api, Id } from '@parley/api'
import { shallowReadonly, shallowRef } from 'vue'
import { phraseOf, type Phrase } from '../../forms'

export interface Person {
  value: Id
  label: string
  inbox: Id
}
const PEOPLE_MAX = 50

/** Somebody to try rules on: those who came last, and what was found. */
export function useTrial<T>(
  api: Pick<Api, 'sessions'>,
  ask: (contact: Id, inbox: Id | undefined) => Promise<T>,
) {
  const people = shallowRef<Person[]>([])
  const found = shallowRef<T>()
  const refused = shallowRef<Phrase>()
  const asking = shallowRef(false)

  async function loadPeople() {
    const lists = await Promise.allSettled([
      api.sessions('all', { limit: PEOPLE_MAX }),
      api.sessions('closed', { limit: PEOPLE_MAX }),
    ])
    const sessions = lists.flatMap((one) => (one.status === 'fulfilled' ? one.value.items : []))
    const byContact = new Map<Id, Person>()
    for (const one of sessions) {
      if (byContact.has(one.contact_id)) continue
      const label = one.contact_name || one.contact_id.slice(-6)
      byContact.set(one.contact_id, { value: one.contact_id, label, inbox: one.inbox_id })
    }
    people.value = [...byContact.values()]
  }

  async function run(contact: Id, inbox: Id | undefined) {
    asking.value = true
    refused.value = undefined
    try {
      found.value = await ask(contact, inbox)
    } catch (failure) {
      found.value = undefined
      refused.value = phraseOf(failure)
    } finally {
      asking.value = false
    }
  }

  return {
    people: shallowReadonly(people),
    found: shallowReadonly(found),
    refused: shallowReadonly(refused),
    asking: shallowReadonly(asking),
    loadPeople,
    run,
  }
}
