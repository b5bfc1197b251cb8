import type { EventBody, Id, Page, PageQuery } from '@parley/api'
import { onScopeDispose, shallowReadonly, shallowRef } from 'vue'
import { phraseOf, type Phrase } from '../forms'

/** What the settings need of the event stream. */
export interface Changes {
  onEvent: (listen: (event: EventBody) => void) => () => void
  /** The stream could not be resumed: what was read before may be out of date. */
  onReload: (listen: () => void) => () => void
}

export type RecordsState = 'loading' | 'ready' | 'failed'

const PAGE_LIMIT = 200
// A workspace with more of anything settable than this needs other pages than ours.
const PAGES_MAX = 25

export interface RecordsOptions<T> {
  load: (query: PageQuery) => Promise<Page<T>>
  changes?: Changes
  /** The record an event carries, if it carries one of these. */
  pick?: (event: EventBody) => T | undefined
  /** Whether an event only names one of these, so that they are read anew. */
  stale?: (event: EventBody) => boolean
}

/** All records of one kind, read once and then kept current by the events about them. */
export function useRecords<T extends { id: Id }>(options: RecordsOptions<T>) {
  const items = shallowRef<T[]>([])
  const state = shallowRef<RecordsState>('loading')
  const failure = shallowRef<Phrase>()
  let reading = 0
  // Arrived while a read was under way, which may not have seen them.
  let meanwhile: T[] = []

  function put(item: T) {
    items.value = withRecord(items.value, item)
    if (state.value === 'loading') meanwhile.push(item)
  }

  async function reload() {
    const mine = ++reading
    meanwhile = []
    state.value = 'loading'
    try {
      const read = await readAll(options.load)
      if (mine !== reading) return
      items.value = meanwhile.reduce(withRecord, read)
      state.value = 'ready'
    } catch (error) {
      if (mine !== reading) return
      failure.value = phraseOf(error)
      state.value = 'failed'
    }
  }

  const { changes, pick, stale } = options
  if (changes) {
    const offs = [
      changes.onReload(() => void reload()),
      changes.onEvent((event) => {
        const item = pick?.(event)
        if (item) put(item)
        if (stale?.(event)) void reload()
      }),
    ]
    onScopeDispose(() => offs.forEach((off) => off()))
  }
  onScopeDispose(() => reading++)

  void reload()
  return {
    items: shallowReadonly(items),
    state: shallowReadonly(state),
    failure: shallowReadonly(failure),
    put,
    reload,
  }
}

async function readAll<T>(load: RecordsOptions<T>['load']): Promise<T[]> {
  const all: T[] = []
  let cursor: string | undefined
  for (let page = 0; page < PAGES_MAX; page++) {
    const read = await load(cursor ? { limit: PAGE_LIMIT, cursor } : { limit: PAGE_LIMIT })
    all.push(...read.items)
    if (!read.next_cursor) break
    cursor = read.next_cursor
  }
  return all
}

function withRecord<T extends { id: Id }>(items: T[], item: T): T[] {
  const at = items.findIndex((one) => one.id === item.id)
  return at < 0 ? [...items, item] : items.with(at, item)
}
