import type { Api, DeliveryState, Id, WebhookDelivery } from '@parley/api'
import { onScopeDispose, shallowReadonly, shallowRef, watch } from 'vue'
import { phraseOf, type Phrase } from '../../forms'
import type { RecordsState } from '../useRecords'

export type LogFilter = DeliveryState | 'all'

const PAGE_LIMIT = 25
const REFRESH_EVERY_MS = 3000

/** A webhook's log, newest first. While something waits, it is read again now and then. */
export function useDeliveries(api: Pick<Api, 'webhookDeliveries'>, webhook: Id) {
  const items = shallowRef<WebhookDelivery[]>([])
  const state = shallowRef<RecordsState>('loading')
  const failure = shallowRef<Phrase>()
  const filter = shallowRef<LogFilter>('all')
  const older = shallowRef<string>()
  let reading = 0

  const read = (cursor?: string) =>
    api.webhookDeliveries(webhook, {
      limit: PAGE_LIMIT,
      ...(cursor && { cursor }),
      ...(filter.value !== 'all' && { state: filter.value }),
    })

  async function reload() {
    const mine = ++reading
    try {
      const page = await read()
      if (mine !== reading) return
      const kept = olderThan(page.items, items.value)
      items.value = [...page.items, ...kept]
      if (kept.length === 0) older.value = page.next_cursor ?? undefined
      failure.value = undefined
      state.value = 'ready'
    } catch (error) {
      if (mine !== reading) return
      failure.value = phraseOf(error)
      state.value = 'failed'
    }
  }

  async function showOlder() {
    if (!older.value) return
    const mine = reading
    const page = await read(older.value)
    if (mine !== reading) return
    items.value = [...items.value, ...page.items]
    older.value = page.next_cursor ?? undefined
  }

  watch(filter, () => {
    items.value = []
    state.value = 'loading'
    void reload()
  })
  const timer = setInterval(() => {
    const waits = items.value.some((delivery) => delivery.state === 'pending')
    if (waits && !document.hidden) void reload()
  }, REFRESH_EVERY_MS)
  onScopeDispose(() => {
    clearInterval(timer)
    reading++
  })

  void reload()
  return {
    items: shallowReadonly(items),
    state: shallowReadonly(state),
    failure: shallowReadonly(failure),
    older: shallowReadonly(older),
    filter,
    reload,
    showOlder,
  }
}

/** Whoever has gone back in the log keeps their place; ids are in order of time. */
function olderThan(page: readonly WebhookDelivery[], known: readonly WebhookDelivery[]) {
  const last = page.at(-1)?.id ?? ''
  return known.filter(({ id }) => id < last)
}
