import type { Api, EntryRule, EntryRules } from '@parley/api'
import { checkName, onlyWrong, useForm, type Phrase } from '../../forms'

export const RULES_MAX = 100

export interface EntryValues {
  rules: EntryRule[]
}
export const entryValues = ({ rules }: EntryRules): EntryValues => ({
  rules: structuredClone(rules),
})

export const freshRule = (queue: string | undefined): EntryRule => ({
  name: '',
  when: { all: [{ fact: 'contact.vip_level', test: 'at_least', value: 1 }] },
  ...(queue ? { queue_id: queue } : {}),
  active: true,
})

/** The rule with another target; nothing chosen is left out. */
export function aimed(rule: EntryRule, part: { queue?: string; agent?: string }): EntryRule {
  const { queue_id, agent_id, ...rest } = rule
  const queue = part.queue ?? queue_id ?? ''
  const agent = part.agent ?? agent_id ?? ''
  return { ...rest, ...(queue ? { queue_id: queue } : {}), ...(agent ? { agent_id: agent } : {}) }
}

function check(rules: readonly EntryRule[]): Phrase | undefined {
  for (const rule of rules) {
    const wrong = checkName(rule.name)
    if (wrong) return wrong
    if (!rule.queue_id && !rule.agent_id) return { key: 'form.refusal.entry_target' }
  }
  return undefined
}

export function useEntryForm(api: Pick<Api, 'entryRules' | 'updateEntryRules'>, rules: EntryRules) {
  return useForm(entryValues(rules), {
    check: (values) => onlyWrong({ rules: check(values.rules) }),
    version: rules.version,
    async reread() {
      const now = await api.entryRules()
      return { values: entryValues(now), version: now.version }
    },
    save: (values, _, version) => api.updateEntryRules(values, { version }),
  })
}
