import type { Api, Calendar, CalendarTerms, Id } from '@parley/api'
import { checkName, onlyWrong, useForm } from '../../forms'
import { freshTerms } from './week'

export interface CalendarValues {
  name: string
  terms: CalendarTerms
}

export function calendarValues(calendar?: Calendar): CalendarValues {
  if (!calendar) return { name: '', terms: freshTerms() }
  return { name: calendar.name, terms: structuredClone(calendar.terms) }
}

export function useCalendarForm(
  api: Pick<Api, 'calendar' | 'createCalendar' | 'updateCalendar'>,
  calendar?: Calendar,
) {
  const id: Id | undefined = calendar?.id
  return useForm(calendarValues(calendar), {
    check: (values) => onlyWrong({ name: checkName(values.name) }),
    version: calendar?.version,
    reread: id
      ? async () => {
          const now = await api.calendar(id)
          return { values: calendarValues(now), version: now.version }
        }
      : undefined,
    save: (values, changed, version): Promise<Calendar> =>
      id ? api.updateCalendar(id, changed, { version }) : api.createCalendar(values),
  })
}
