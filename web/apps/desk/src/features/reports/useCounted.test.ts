import type { Report, ReportFigure, ReportRow } from '@parley/api'
import { describe, expect, it } from 'vitest'
import { listQuery } from './useCounted'

const figure: ReportFigure = { id: 'abandoned', unit: 'count', scale: 1, has_list: true }
const report = (by: Report['by']): Report => ({
  from: 100,
  to: 900,
  by,
  step: 'hour',
  threshold_seconds: 20,
  short_seconds: 5,
  good_score: 4,
  figures: [figure],
  rows: [],
  total: [],
  read_up_to: 1,
})
const query = { from: 101, to: 899, inbox_id: 'inbox' }
const row = (more: Partial<ReportRow>): ReportRow => ({ values: [], ...more })

describe('the list behind a number', () => {
  it('asks for the range the server counted, and the row’s own filter', () => {
    const one = row({ id: 'queue', name: 'Sales' })
    expect(listQuery({ figure, row: one, report: report('queue'), query })).toEqual({
      figure: 'abandoned',
      from: 100,
      to: 900,
      queue_id: 'queue',
      inbox_id: 'inbox',
      agent_id: undefined,
    })
  })

  it('is cut to the row’s time', () => {
    const one = row({ from: 200, to: 300 })
    const asked = listQuery({ figure, row: one, report: report('time'), query })
    expect([asked.from, asked.to]).toEqual([200, 300])
  })

  it('of the total has only the report’s own filters', () => {
    const asked = listQuery({ figure, row: undefined, report: report('agent'), query })
    expect(asked.agent_id).toBeUndefined()
    expect(asked.inbox_id).toBe('inbox')
  })
})
