import type * as c from './contract'
import type { CallOptions, Transport } from './transport'

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
    tryEntryRules: (body: c.EntryTrialBody) =>
      send<c.EntryTrial>('POST', '/entry-rules/try', body),
    contactScheme: () => get<c.ContactScheme>('/contact-scheme'),
    updateContactScheme: (body: c.ContactSchemePatch, o?: CallOptions) =>
      send<c.ContactScheme>('PATCH', '/contact-scheme', body, o),
  }
}
