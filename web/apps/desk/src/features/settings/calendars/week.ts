import type { CalendarPreview, CalendarTerms, OpenHours } from '@parley/api'

/** What the drawing and the form of a calendar are made of. */

export const DAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const
export const HOURS_MAX = 8
export const EXCEPTIONS_MAX = 500
const DAY_MS = 86_400_000

export const freshTerms = (): CalendarTerms => ({
  zone: '',
  week: Object.fromEntries(
    DAYS.slice(0, 5).map((day) => [day, [{ from: '09:00', to: '18:00' }]]),
  ) as CalendarTerms['week'],
  exceptions: [],
})

export const hoursOf = (terms: CalendarTerms, day: string): OpenHours[] => terms.week[day] ?? []

/** The terms with other hours on a day; a day without any is left out: closed. */
export function withHours(terms: CalendarTerms, day: string, hours: OpenHours[]): CalendarTerms {
  const { [day]: _, ...others } = terms.week
  return { ...terms, week: hours.length ? { ...others, [day]: hours } : others }
}

export interface Bar {
  /** Of the day, in percent. */
  from: number
  width: number
  begin: number
  end: number
}
export interface DrawnDay {
  /** Its beginning, as a moment that a clock of UTC shows as the calendar's clock shows it. */
  at: number
  isToday: boolean
  bars: Bar[]
}

/** The coming week by the calendar's clock, a row a day; what passes midnight goes on below. */
export function drawnWeek(preview: CalendarPreview): DrawnDay[] {
  const shift = preview.offset_seconds * 1000
  const today = Math.floor((preview.now + shift) / DAY_MS) * DAY_MS
  return Array.from({ length: 7 }, (_, nth) => {
    const at = today + nth * DAY_MS
    const bars = preview.open.flatMap(({ begin_at, end_at }) => {
      const begin = Math.max(begin_at + shift, at)
      const end = Math.min(end_at + shift, at + DAY_MS)
      if (end <= begin) return []
      const from = ((begin - at) / DAY_MS) * 100
      return [{ from, width: ((end - begin) / DAY_MS) * 100, begin, end }]
    })
    return { at, isToday: nth === 0, bars }
  })
}
export const nowPercent = (preview: CalendarPreview) => {
  const shown = preview.now + preview.offset_seconds * 1000
  return ((shown % DAY_MS) / DAY_MS) * 100
}
