import {
  isAborted,
  type Api,
  type CountedSession,
  type ListQuery,
  type Report,
  type ReportFigure,
  type ReportQuery,
  type ReportRow,
} from '@parley/api'
import { computed, onScopeDispose, shallowReadonly, shallowRef } from 'vue'

interface Asked {
  figure: ReportFigure
  row: ReportRow | undefined
  report: Report
  query: ReportQuery
}

/** A cell's list: the report's own range and filters, and the row's beside. */
export function listQuery({ figure, row, report, query }: Asked): ListQuery {
  const list: ListQuery = {
    figure: figure.id,
    from: report.from,
    to: report.to,
    queue_id: query.queue_id,
    inbox_id: query.inbox_id,
    agent_id: query.agent_id,
  }
  if (!row) return list
  if (report.by === 'time') return { ...list, from: row.from ?? list.from, to: row.to ?? list.to }
  if (report.by === 'queue') return { ...list, queue_id: row.id }
  if (report.by === 'inbox') return { ...list, inbox_id: row.id }
  return { ...list, agent_id: row.id }
}

export function useCounted(api: Pick<Api, 'countedSessions'>, asked: Asked) {
  const items = shallowRef<readonly CountedSession[]>([])
  const total = shallowRef(0)
  const cursor = shallowRef<string>()
  const state = shallowRef<'loading' | 'ready' | 'failed'>('loading')
  const asking = new AbortController()

  async function load() {
    state.value = 'loading'
    try {
      const page = cursor.value ? { cursor: cursor.value } : {}
      const answer = await api.countedSessions(listQuery(asked), page, { signal: asking.signal })
      items.value = [...items.value, ...answer.items]
      total.value = answer.total
      cursor.value = answer.next_cursor ?? undefined
      state.value = 'ready'
    } catch (error) {
      if (!isAborted(error)) state.value = 'failed'
    }
  }
  void load()
  onScopeDispose(() => asking.abort())

  return {
    items: shallowReadonly(items),
    total: shallowReadonly(total),
    state: shallowReadonly(state),
    hasMore: computed(() => cursor.value !== undefined),
    more: () => void load(),
    retry: () => void load(),
  }
}
