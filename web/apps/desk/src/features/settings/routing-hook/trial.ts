import type { Id, RoutingHookTrial } from '@parley/api'

type Words = (key: string, named?: Record<string, unknown>) => string
interface Names {
  queue: (id: Id) => string
  agent: (id: Id) => string
}

/** JSON with line breaks; what is none, as it is. */
export function prettyJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

/** What came of a trial: whether it counts, where it would lead, and how long it took. */
export function wordsOf(trial: RoutingHookTrial, t: Words, names: Names): string[] {
  const { outcome, status, wrong, took_ms, advice } = trial
  const said = [t(`routingHook.outcome.${outcome}`)]
  if (outcome === 'bad_status') said.push(t('routingHook.status', { status }))
  if (outcome === 'bad_answer') said.push(wrong)
  if (outcome === 'answered' && advice) {
    if (advice.queue_id) said.push(t('routingHook.to', { name: names.queue(advice.queue_id) }))
    if (advice.agent_id) said.push(t('routingHook.with', { name: names.agent(advice.agent_id) }))
    if (advice.head_start_seconds)
      said.push(t('routingHook.ahead', { n: advice.head_start_seconds }))
    if (advice.skills.length) {
      const skills = advice.skills.map(({ name, level }) => `${name} ${level}`).join(', ')
      said.push(t('routingHook.asking', { skills }))
    }
    if (said.length === 1) said.push(t('routingHook.leaves'))
  }
  said.push(t('routingHook.took', { ms: took_ms }))
  return said
}
