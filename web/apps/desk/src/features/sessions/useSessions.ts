import type { Api, Counts, EventBody, Id, Session, SessionList } from '@parley/api'
import { computed, shallowRef, type Ref } from 'vue'
import type { Live } from '../live'
import { createSessionStore } from './store'
import { createList, type List } from './useList'

export type Sessions = ReturnType<typeof createSessions>

export const LISTS: readonly SessionList[] = ['mine', 'queue', 'all', 'closed']
/** Counts of long lists are the server's; asked for again at most this often. */
export const COUNTS_EVERY_MS = 2_000

/** The sessions this agent may see: one store of views, four lists over it, their counts. */
export function createSessions(api: Api, live: Pick<Live, 'onEvent' | 'onReload'>, agent: Ref<Id>) {
  const store = createSessionStore(agent)
  const lists = Object.fromEntries(
    LISTS.map((list) => [list, createList(api, store, list, agent)]),
  ) as Record<SessionList, List>
  const shown = shallowRef<SessionList>('mine')
  const selectedId = shallowRef<Id>()
  const told = shallowRef<Counts>({ mine: 0, queue: 0, all: 0, mine_unread: 0 })
  let countsDue: ReturnType<typeof setTimeout> | undefined

  function askCounts(afterMs = COUNTS_EVERY_MS) {
    countsDue ??= setTimeout(async () => {
      countsDue = undefined
      told.value = await api.counts().catch(() => told.value)
    }, afterMs)
  }

  const counts = computed<Counts>(() => {
    const count = (list: 'mine' | 'queue' | 'all') =>
      lists[list].complete.value ? lists[list].items.value.length : told.value[list]
    const unread = lists.mine.items.value.reduce((sum, one) => sum + one.unread, 0)
    return {
      mine: count('mine'),
      queue: count('queue'),
      all: count('all'),
      mine_unread: lists.mine.complete.value ? unread : told.value.mine_unread,
    }
  })

  async function refresh(id: Id): Promise<Session> {
    return store.put(await api.session(id))
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
    selectedId.value = id
    if (id && !store.byId.has(id)) await refresh(id)
  }

  live.onReload(() => void reload())
  live.onEvent((event: EventBody) => {
    store.heed(event)
    if (event.session) askCounts()
  })

  return {
    store,
    lists,
    shown,
    counts,
    selectedId,
    selected: computed(() => store.get(selectedId.value)),
    offers: store.offers,
    show,
    select,
    refresh,
    reload,
  }
}
