import { isAborted, type Api, type Id, type SessionList } from '@parley/api'
import { shallowRef, type Ref } from 'vue'
import { belongs, rank } from './membership'
import type { SessionStore } from './store'

export type ListState = 'idle' | 'loading' | 'ready' | 'failed'
export type List = ReturnType<typeof createList>

export const PAGE_SIZE = 50

/**
 * One list of sessions, read page by page and then kept in order by what happens. What the page
 * knows from elsewhere is shown only as far down as the pages read reach, or there would be holes.
 */
export function createList(api: Api, store: SessionStore, list: SessionList, agent: Ref<Id>) {
  const state = shallowRef<ListState>('idle')
  const failure = shallowRef<unknown>()
  const horizon = shallowRef(Number.NEGATIVE_INFINITY)
  const complete = shallowRef(false)
  const loadingMore = shallowRef(false)
  let cursor: string | undefined
  let reading: AbortController | undefined

  const items = store.keep(
    {
      has: (one) =>
        belongs(one, list, agent.value) && (complete.value || rank(one, list) <= horizon.value),
      rank: (one) => rank(one, list),
    },
    [agent, horizon, complete],
  )

  async function readPage(signal: AbortSignal) {
    const query = cursor ? { limit: PAGE_SIZE, cursor } : { limit: PAGE_SIZE }
    const page = await api.sessions(list, query, { signal })
    for (const session of page.items) store.put(session)
    const last = page.items.at(-1)
    if (last) horizon.value = Math.max(horizon.value, rank(last, list))
    cursor = page.next_cursor ?? undefined
    complete.value = cursor === undefined
  }

  /** From the top. An earlier reading under way is given up. */
  async function load() {
    reading?.abort()
    const mine = (reading = new AbortController())
    cursor = undefined
    horizon.value = Number.NEGATIVE_INFINITY
    complete.value = false
    state.value = 'loading'
    try {
      await readPage(mine.signal)
      state.value = 'ready'
    } catch (error) {
      if (isAborted(error) || mine !== reading) return
      failure.value = error
      state.value = 'failed'
    }
  }

  async function more() {
    if (state.value !== 'ready' || complete.value || loadingMore.value) return
    loadingMore.value = true
    const mine = reading
    try {
      await readPage(mine?.signal ?? new AbortController().signal)
    } catch {
      // The end of the list asks again as soon as it is scrolled to once more.
    } finally {
      loadingMore.value = false
    }
  }

  function reset() {
    reading?.abort()
    state.value = 'idle'
    complete.value = false
    horizon.value = Number.NEGATIVE_INFINITY
  }

  return { state, failure, items, complete, loadingMore, load, more, reset }
}
