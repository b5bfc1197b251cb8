import type { Grain } from '@parley/api'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const STEPS_MOST = 400

export const SPANS = ['today', 'yesterday', 'week', 'month', 'year', 'own'] as const
export type Span = (typeof SPANS)[number]

export interface Range {
  from: number
  to: number
}

const dayOf = (at: number) => at - (at % DAY_MS)

/** Whole days of UTC, as the server counts them; today up to the quarter of an hour that runs. */
export function rangeOf(span: Exclude<Span, 'own'>, now: number): Range {
  const today = dayOf(now)
  const tomorrow = today + DAY_MS
  if (span === 'today') return { from: today, to: tomorrow }
  if (span === 'yesterday') return { from: today - DAY_MS, to: today }
  if (span === 'week') return { from: tomorrow - 7 * DAY_MS, to: tomorrow }
  if (span === 'month') return { from: tomorrow - 30 * DAY_MS, to: tomorrow }
  return { from: tomorrow - 365 * DAY_MS, to: tomorrow }
}

/** "2026-07-01" and "2026-07-31", both counted; undefined where they are no range. */
export function rangeBetween(first: string, last: string): Range | undefined {
  const from = Date.parse(`${first}T00:00:00Z`)
  const to = Date.parse(`${last}T00:00:00Z`) + DAY_MS
  return Number.isNaN(from) || Number.isNaN(to) || to <= from ? undefined : { from, to }
}

export const dateOf = (at: number) => new Date(at).toISOString().slice(0, 10)

/** Steps that make sense of a range: neither one bar nor more than can be seen. */
export function stepsOf({ from, to }: Range): Grain[] {
  const length = to - from
  const lengths: [Grain, number][] = [
    ['quarter', HOUR_MS / 4],
    ['hour', HOUR_MS],
    ['day', DAY_MS],
    ['month', 28 * DAY_MS],
  ]
  return lengths.filter(([, ms]) => length / ms <= STEPS_MOST && length > ms).map(([name]) => name)
}

export function stepFor(range: Range): Grain {
  const days = (range.to - range.from) / DAY_MS
  if (days <= 2) return 'hour'
  return days <= 92 ? 'day' : 'month'
}
