import { describe, expect, it } from 'vitest'
import { dateOf, rangeBetween, rangeOf, stepFor, stepsOf } from './range'

const now = Date.parse('2026-07-15T10:20:00Z')

describe('a range of reports', () => {
  it('is whole days, with today in it', () => {
    expect(rangeOf('today', now).from).toBe(Date.parse('2026-07-15T00:00:00Z'))
    expect(rangeOf('yesterday', now).to).toBe(Date.parse('2026-07-15T00:00:00Z'))
    const week = rangeOf('week', now)
    expect(week.to - week.from).toBe(7 * 86_400_000)
  })

  it('of one’s own holds its last day, and is none where it runs backwards', () => {
    const range = rangeBetween('2026-07-01', '2026-07-31')!
    expect((range.to - range.from) / 86_400_000).toBe(31)
    expect(dateOf(range.to - 1)).toBe('2026-07-31')
    expect(rangeBetween('2026-07-02', '2026-07-01')).toBeUndefined()
    expect(rangeBetween('', '2026-07-01')).toBeUndefined()
  })

  it('is cut into steps that can be seen', () => {
    expect(stepFor(rangeOf('today', now))).toBe('hour')
    expect(stepFor(rangeOf('month', now))).toBe('day')
    expect(stepFor(rangeOf('year', now))).toBe('month')
    expect(stepsOf(rangeOf('year', now))).toEqual(['day', 'month'])
    expect(stepsOf(rangeOf('today', now))).toEqual(['quarter', 'hour'])
  })
})
