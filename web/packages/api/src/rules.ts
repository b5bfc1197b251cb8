import type * as c from './contract'
import type { CallOptions, PageQuery, Transport } from './transport'

/** What rules speak of, and the rules themselves (docs/guide/rules.md). */
export function createRulesApi({ get, send }: Pick<Transport, 'get' | 'send'>) {
  return {
    conditionCatalogue: () => get<c.ConditionCatalogue>('/condition-catalogue'),
    conditionWords: (condition: c.Condition) =>
      send<c.Said>('POST', '/condition-words', { condition } satisfies c.ConditionBody),
    priorityRules: () => get<c.PriorityRules>('/priority-rules'),
    updatePriorityRules: (body: c.PriorityRulesPatch, o?: CallOptions) =>
      send<c.PriorityRules>('PATCH', '/priority-rules', body, o),
    tryPriorityRules: (body: c.PriorityTrialBody) =>
      send<c.PriorityTrial>('POST', '/priority-rules/try', body),
    entryRules: () => get<c.EntryRules>('/entry-rules'),
    updateEntryRules: (body: c.EntryRulesPatch, o?: CallOptions) =>
      send<c.EntryRules>('PATCH', '/entry-rules', body, o),
    tryEntryRules: (body: c.EntryTrialBody) => send<c.EntryTrial>('POST', '/entry-rules/try', body),
    calendars: (q?: PageQuery) => get<c.Page<c.Calendar>>('/calendars', { ...q }),
    calendar: (id: c.Id) => get<c.Calendar>(`/calendars/${id}`),
    createCalendar: (body: c.CalendarBody) => send<c.Calendar>('POST', '/calendars', body),
    updateCalendar: (id: c.Id, body: c.CalendarPatch, o?: CallOptions) =>
      send<c.Calendar>('PATCH', `/calendars/${id}`, body, o),
    deleteCalendar: (id: c.Id) => send<void>('DELETE', `/calendars/${id}`),
    previewCalendar: (body: c.CalendarPreviewBody) =>
      send<c.CalendarPreview>('POST', '/calendars/preview', body),
    importCalendar: (body: c.CalendarImportBody) =>
      send<c.CalendarImport>('POST', '/calendars/import', body),
    segments: () => get<c.Segments>('/segments'),
    updateSegments: (body: c.SegmentsPatch, o?: CallOptions) =>
      send<c.Segments>('PATCH', '/segments', body, o),
    segmentMembers: (id: c.Id) => get<c.SegmentMembers>(`/segments/${id}/members`),
    previewSegment: (body: c.ConditionBody) =>
      send<c.SegmentMembers>('POST', '/segments/preview', body),
    contactScheme: () => get<c.ContactScheme>('/contact-scheme'),
    updateContactScheme: (body: c.ContactSchemePatch, o?: CallOptions) =>
      send<c.ContactScheme>('PATCH', '/contact-scheme', body, o),
  }
}
