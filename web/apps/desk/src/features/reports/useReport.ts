import { isAborted, type Api, type Grain, type Id, type Report, type ReportBy } from '@parley/api'
import { computed, onScopeDispose, reactive, shallowReadonly, shallowRef, watch } from 'vue'
import { dateOf, rangeBetween, rangeOf, stepFor, stepsOf, type Span } from './range'
import { SHEETS, type Sheet } from './sheets'

function usually(now: number) {
  return {
    sheet: 'volume' as Sheet,
    span: 'week' as Span,
    first: dateOf(rangeOf('week', now).from),
    last: dateOf(now),
    by: 'queue' as Exclude<ReportBy, 'total'>,
    step: undefined as Grain | undefined,
    queue: null as Id | null,
    inbox: null as Id | null,
    agent: null as Id | null,
    threshold: 20,
  }
}

/** What is asked for, and the two answers to it: by time for the chart, in rows for the table. */
export function useReport(api: Pick<Api, 'report'>, now: () => number = Date.now) {
  const asked = reactive(usually(now()))
  const state = shallowRef<'loading' | 'ready' | 'failed'>('loading')
  const table = shallowRef<Report>()
  const series = shallowRef<Report>()
  let asking: AbortController | undefined

  const range = computed(() =>
    asked.span === 'own' ? rangeBetween(asked.first, asked.last) : rangeOf(asked.span, now()),
  )
  const steps = computed(() => (range.value ? stepsOf(range.value) : []))
  const step = computed(() => {
    if (asked.step && steps.value.includes(asked.step)) return asked.step
    return range.value ? stepFor(range.value) : 'day'
  })
  const query = computed(
    () =>
      range.value && {
        ...range.value,
        queue_id: asked.queue ?? undefined,
        inbox_id: asked.inbox ?? undefined,
        agent_id: asked.agent ?? undefined,
        figures: SHEETS[asked.sheet].join(),
        threshold: asked.threshold,
        step: step.value,
      },
  )

  async function load() {
    asking?.abort()
    if (!query.value) return
    const mine = (asking = new AbortController())
    const options = { signal: mine.signal }
    state.value = 'loading'
    try {
      const byTime = api.report({ ...query.value, by: 'time' }, options)
      const byRow =
        asked.by === 'time' ? byTime : api.report({ ...query.value, by: asked.by }, options)
      const answers = await Promise.all([byTime, byRow])
      if (mine !== asking) return
      ;[series.value, table.value] = answers
      state.value = 'ready'
    } catch (error) {
      if (isAborted(error) || mine !== asking) return
      state.value = 'failed'
    }
  }

  watch([query, () => asked.by], () => void load(), { immediate: true })
  onScopeDispose(() => asking?.abort())

  return {
    asked,
    query,
    range,
    steps,
    step,
    state: shallowReadonly(state),
    table: shallowReadonly(table),
    series: shallowReadonly(series),
    retry: () => void load(),
  }
}
