import type { Api, Counts, SessionList } from '@parley/api'
import { computed, shallowRef } from 'vue'
import type { List } from './useList'

/** Counts of long lists are the server's; asked for again at most this often. */
export const COUNTS_EVERY_MS = 2_000

/** How many sessions each list has: counted here if it was read to its end, else as told. */
export function useCounts(api: Pick<Api, 'counts'>, lists: Record<SessionList, List>) {
  const told = shallowRef<Counts>({ mine: 0, queue: 0, all: 0, mine_unread: 0 })
  let due: ReturnType<typeof setTimeout> | undefined

  function askCounts(afterMs = COUNTS_EVERY_MS) {
    due ??= setTimeout(async () => {
      due = undefined
      told.value = await api.counts().catch(() => told.value)
    }, afterMs)
  }

  function count(list: 'mine' | 'queue' | 'all'): number {
    return lists[list].complete.value ? lists[list].items.value.length : told.value[list]
  }

  const counts = computed<Counts>(() => {
    const unread = lists.mine.items.value.reduce((sum, one) => sum + one.unread, 0)
    const [mine, queue] = [count('mine'), count('queue')]
    return {
      mine,
      queue,
      all: Math.max(count('all'), mine + queue), // Told a little later than the others are counted.
      mine_unread: lists.mine.complete.value ? unread : told.value.mine_unread,
    }
  })

  return { counts, askCounts }
}
