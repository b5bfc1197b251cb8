import { isAborted, type Api, type SearchHit } from '@parley/api'
import { onScopeDispose, ref, shallowReadonly, shallowRef, watch } from 'vue'

export const PAUSE_MS = 250

/** Messages that hold what is typed. Only the answer to the last question is shown. */
export function useSearch(api: Pick<Api, 'search'>) {
  const query = ref('')
  const hits = shallowRef<readonly SearchHit[]>([])
  const state = shallowRef<'idle' | 'loading' | 'ready' | 'failed'>('idle')
  const cursor = shallowRef<string>()
  let due: ReturnType<typeof setTimeout> | undefined
  let asking: AbortController | undefined

  async function ask(more = false) {
    asking?.abort()
    const mine = (asking = new AbortController())
    const page = more && cursor.value ? { cursor: cursor.value } : {}
    try {
      const answer = await api.search(query.value.trim(), page, { signal: mine.signal })
      if (mine !== asking) return
      hits.value = more ? [...hits.value, ...answer.items] : answer.items
      cursor.value = answer.next_cursor ?? undefined
      state.value = 'ready'
    } catch (error) {
      if (isAborted(error) || mine !== asking) return
      state.value = 'failed'
    }
  }

  watch(query, (text) => {
    clearTimeout(due)
    asking?.abort()
    if (text.trim() === '') {
      state.value = 'idle'
      hits.value = []
      return
    }
    state.value = 'loading'
    due = setTimeout(() => void ask(), PAUSE_MS)
  })
  onScopeDispose(() => {
    clearTimeout(due)
    asking?.abort()
  })

  return {
    query,
    hits: shallowReadonly(hits),
    state: shallowReadonly(state),
    hasMore: cursor,
    retry: () => void ask(),
    more: () => void ask(true),
  }
}
