import type { Calendar } from '@parley/api'
import { useDesk } from '../../../desk'
import { useRecords } from '../useRecords'

/** The workspace's calendars; an event only names the one that was changed. */
export function useCalendars() {
  const { api, live } = useDesk()
  return useRecords<Calendar>({
    load: (query) => api.calendars(query),
    changes: live,
    stale: (event) => event.kind === 'calendars_updated',
  })
}
