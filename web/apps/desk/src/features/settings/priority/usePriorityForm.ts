import type { Api, PriorityRule, PriorityRules } from '@parley/api'
import { checkName, checkWhole, onlyWrong, useForm, type Phrase } from '../../forms'

/** The server's bounds, repeated so that a page can say them before it is refused. */
export const SECONDS = { min: 1, max: 86_400 }
export const SECONDS_MAX = { min: 0, max: 86_400 }
export const RULES_MAX = 100

export interface PriorityValues {
  seconds_max: number
  rules: PriorityRule[]
}

export function priorityValues({ seconds_max, rules }: PriorityRules): PriorityValues {
  return { seconds_max, rules: structuredClone(rules) }
}

export const freshRule = (): PriorityRule => ({
  name: '',
  when: { all: [{ fact: 'contact.vip_level', test: 'at_least', value: 1 }] },
  seconds: 300,
  each: '',
  active: true,
})

function checkRules(rules: readonly PriorityRule[]): Phrase | undefined {
  for (const rule of rules) {
    const wrong = checkName(rule.name) ?? checkWhole(rule.seconds, SECONDS.min, SECONDS.max)
    if (wrong) return wrong
  }
  return undefined
}

export function usePriorityForm(
  api: Pick<Api, 'priorityRules' | 'updatePriorityRules'>,
  rules: PriorityRules,
) {
  return useForm(priorityValues(rules), {
    check: (values) =>
      onlyWrong({
        seconds_max: checkWhole(values.seconds_max, SECONDS_MAX.min, SECONDS_MAX.max),
        rules: checkRules(values.rules),
      }),
    version: rules.version,
    async reread() {
      const now = await api.priorityRules()
      return { values: priorityValues(now), version: now.version }
    },
    save: (_, changed, version) => api.updatePriorityRules(changed, { version }),
  })
}
