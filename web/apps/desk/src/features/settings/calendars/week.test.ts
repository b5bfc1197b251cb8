import type { CalendarPreview } from '@parley/api'
import { describe, expect, it } from 'vitest'
import { drawnWeek, freshTerms, hoursOf, nowPercent, withHours } from './week'

const HOUR = 3_600_000
/** Thursday, 1 January 1970, noon in Shanghai. */
const preview = (open: [number, number][]): CalendarPreview => ({
  is_open: true,
  now: 4 * HOUR,
  next_change_at: 0,
  zone: 'Asia/Shanghai',
  offset_seconds: 8 * 3600,
  exception: '',
  open: open.map(([begin_at, end_at]) => ({ begin_at, end_at })),
})

describe('the drawing of a week', () => {
  it('has a row a day, by the calendar’s clock', () => {
    const week = drawnWeek(preview([[1 * HOUR, 10 * HOUR]]))
    expect(week).toHaveLength(7)
    expect(week[0]?.at).toBe(0)
    expect(week[0]?.bars).toMatchObject([{ from: 37.5, width: 37.5 }])
    expect(week[1]?.bars).toEqual([])
    expect(nowPercent(preview([]))).toBe(50)
  })

  it('goes on in the next row where hours pass midnight', () => {
    const week = drawnWeek(preview([[14 * HOUR, 18 * HOUR]]))
    expect(week[0]?.bars.map((bar) => Math.round(bar.width))).toEqual([8])
    expect(week[1]?.bars).toMatchObject([{ from: 0 }])
  })
})

describe('the terms of a calendar', () => {
  it('leave out a day without hours', () => {
    const closed = withHours(freshTerms(), 'monday', [])
    expect(closed.week).not.toHaveProperty('monday')
    expect(hoursOf(closed, 'monday')).toEqual([])
    expect(withHours(closed, 'sunday', [{ from: '22:00', to: '02:00' }]).week).toHaveProperty(
      'sunday',
    )
  })
})
