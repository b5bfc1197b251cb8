import { isAborted, type Api, type EventBody, type Id, type SessionRouting } from '@parley/api'
import { onScopeDispose, shallowReadonly, shallowRef, watch, type Ref } from 'vue'

/** How often a waiting place and its expected wait are read anew, in ms. */
export const REREAD_MS = 10_000

interface Changes {
  onEvent: (listen: (event: EventBody) => void) => () => void
}

/** Why a session is where it is, and what was decided about it; read anew with each of its events, and while it waits. */
export function useRouting(
  api: Pick<Api, 'sessionRouting'>,
  changes: Changes,
  id: Ref<Id | undefined>,
) {
  const routing = shallowRef<SessionRouting>()
  let reading: AbortController | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  async function load() {
    reading?.abort()
    clearTimeout(timer)
    const session = id.value
    if (session !== routing.value?.session_id) routing.value = undefined
    if (!session) return
    const mine = (reading = new AbortController())
    try {
      const read = await api.sessionRouting(session, { signal: mine.signal })
      if (mine !== reading) return
      routing.value = read
      if (read.position !== null) timer = setTimeout(() => void load(), REREAD_MS)
    } catch (error) {
      // Not to be seen any more, or out of reach: there is nothing to explain then.
      if (!isAborted(error) && mine === reading) routing.value = undefined
    }
  }

  const off = changes.onEvent((event) => {
    if (event.session && event.session.id === id.value) void load()
  })
  onScopeDispose(() => {
    off()
    reading?.abort()
    clearTimeout(timer)
  })
  watch(id, () => void load(), { immediate: true })
  return { routing: shallowReadonly(routing), load }
}
