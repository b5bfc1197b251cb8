import type { Api, EventBody, Id, Session, SessionList } from '@parley/api'
import { computed, shallowRef, type Ref } from 'vue'
import type { Live } from '../live'
import { createSessionStore } from './store'
import { useCounts } from './useCounts'
import { createList, type List } from './useList'

export type Sessions = ReturnType<typeof createSessions>

export const LISTS: readonly SessionList[] = ['mine', 'queue', 'all', 'closed']

/**
 * The sessions this agent may see: one store of views, four lists over it, their counts. One that
 * left for where nothing more is heard of it (`hears`) is forgotten, unless it is on screen.
 */
export function createSessions(
  api: Api,
  live: Pick<Live, 'onEvent' | 'onReload'>,
  agent: Ref<Id>,
  hears: (session: Session) => boolean = () => true,
) {
  const store = createSessionStore(agent)
  const lists = Object.fromEntries(
    LISTS.map((list) => [list, createList(api, store, list, agent)]),
  ) as Record<SessionList, List>
  const shown = shallowRef<SessionList>('mine')
  const selectedId = shallowRef<Id>()
  const { counts, askCounts } = useCounts(api, lists)

  async function refresh(id: Id): Promise<Session> {
    return store.put(await api.session(id))
  }

  function forgetUnheard(id: Id | undefined) {
    const session = id === undefined ? undefined : store.byId.get(id)
    if (session && session.id !== selectedId.value && !hears(session)) store.forget(session.id)
  }

  async function reload() {
    store.forgetAllBut(selectedId.value)
    for (const list of LISTS) lists[list].reset()
    askCounts(0)
    // Offers in flight are found in the queue's list, whichever list is shown.
    const needed = new Set<SessionList>(['mine', 'queue', shown.value])
    await Promise.all([...needed].map((list) => lists[list].load()))
    if (selectedId.value) await refresh(selectedId.value).catch(() => undefined)
  }

  function show(list: SessionList) {
    shown.value = list
    if (lists[list].state.value === 'idle') void lists[list].load()
  }

  /** A session somebody opened by its address, or one that came from elsewhere. */
  async function select(id: Id | undefined) {
    const before = selectedId.value
    selectedId.value = id
    if (before !== id) forgetUnheard(before)
    if (id && !store.byId.has(id)) await refresh(id)
  }

  live.onReload(() => void reload())
  live.onEvent((event: EventBody) => {
    store.heed(event)
    if (!event.session) return
    forgetUnheard(event.session.id)
    askCounts()
  })

  return {
    store,
    lists,
    shown,
    counts,
    selectedId,
    selected: computed(() => store.get(selectedId.value)),
    offers: store.offers,
    questions: store.questions,
    show,
    select,
    refresh,
    reload,
  }
}
