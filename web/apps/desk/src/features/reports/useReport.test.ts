import type { Report, ReportBy } from '@parley/api'
import { describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick } from 'vue'
import { useReport } from './useReport'

const now = Date.parse('2026-07-15T10:20:00Z')
const settled = () => new Promise((done) => setTimeout(done))

function report(by: ReportBy): Report {
  return {
    from: 0,
    to: 1,
    by,
    step: 'day',
    threshold_seconds: 20,
    short_seconds: 5,
    good_score: 4,
    figures: [],
    rows: [],
    total: [],
    read_up_to: 1,
  }
}

describe('what the page of reports asks for', () => {
  it('is a series and a table, and again whatever is changed', async () => {
    const ask = vi.fn(async (query: { by?: ReportBy }) => report(query.by ?? 'total'))
    const scope = effectScope()
    const page = scope.run(() => useReport({ report: ask }, () => now))!
    await settled()
    expect(ask.mock.calls.map(([query]) => query.by)).toEqual(['time', 'queue'])
    expect(page.state.value).toBe('ready')
    expect(page.series.value?.by).toBe('time')
    expect(page.table.value?.by).toBe('queue')

    page.asked.by = 'agent'
    page.asked.span = 'today'
    await nextTick()
    await settled()
    expect(page.table.value?.by).toBe('agent')
    expect(ask.mock.lastCall?.[0]).toMatchObject({ step: 'hour' })
    scope.stop()
  })

  it('is nothing where the range is none, and failed where the server does not answer', async () => {
    const ask = vi.fn(async (): Promise<Report> => Promise.reject(new Error('away')))
    const scope = effectScope()
    const page = scope.run(() => useReport({ report: ask }, () => now))!
    await settled()
    expect(page.state.value).toBe('failed')
    ask.mockClear()
    page.asked.first = '2026-08-01'
    page.asked.last = '2026-07-01'
    page.asked.span = 'own'
    await nextTick()
    expect(page.range.value).toBeUndefined()
    expect(ask).not.toHaveBeenCalled()
    scope.stop()
  })
})
