import type { RoutingDecision } from '@parley/api'

interface Names {
  queue: (id: string | null) => string
  agent: (id: string | null) => string
  clock: (at: number) => string
  duration: (ms: number) => string
}
type Words = (key: string, named?: Record<string, unknown>) => string

/** A decision of the router in words: what it did, and why so. */
export function told(one: RoutingDecision, t: Words, names: Names): string {
  const done = t(`routing.deed.${one.deed}`, {
    agent: names.agent(one.agent_id),
    queue: names.queue(one.queue_id),
  })
  const said = [done]
  if (one.rule) said.push(t('routing.entry', { rule: one.rule }))
  said.push(...placed(one, t, names))
  if (one.familiar) {
    said.push(t('routing.because.familiar'))
  } else if (one.strategy) {
    const seen = { load: one.load, since: names.clock(one.idle_since) }
    said.push(t(`routing.because.${one.strategy}`, seen))
    said.push(t('routing.among', { n: one.candidates }))
  }
  if (one.deed === 'advised') said.push(...advised(one, t, names))
  else if (one.reason) said.push(t(`routing.reason.${one.reason}`))
  return said.join(' ')
}

/** What came of asking the routing hook. A time-out of an offer is said in other words. */
function advised(one: RoutingDecision, t: Words, names: Names): string[] {
  const reason = one.reason === 'timed_out' ? 'timed_out_hook' : one.reason
  const said = [t(`routing.reason.${reason}`)]
  if (one.reason === 'answered') {
    if (one.queue_id) said.push(t('routing.hook.queue', { queue: names.queue(one.queue_id) }))
    if (one.agent_id) said.push(t('routing.hook.agent', { agent: names.agent(one.agent_id) }))
    if (one.head_start_ms)
      said.push(t('routing.hook.ahead', { time: names.duration(one.head_start_ms) }))
  }
  if (one.took_ms) said.push(t('routing.hook.took', { ms: one.took_ms }))
  return said
}

/** Why it stood where it did in its queue, and why nobody was asked. */
function placed({ place }: RoutingDecision, t: Words, names: Names): string[] {
  if (!place) return []
  const { older, boosted, returned } = place.ahead
  const said = [t('routing.place', { n: place.position })]
  if (older) said.push(t('routing.older', { n: older }))
  if (boosted) said.push(t('routing.boosted', { n: boosted }))
  if (returned) said.push(t('routing.returned', { n: returned }))
  if (place.boost_ms) said.push(t('routing.boost', { time: names.duration(place.boost_ms) }))
  const busy = (['off_duty', 'lacks_skill', 'wrapping_up', 'no_room'] as const)
    .filter((why) => place[why] > 0)
    .map((why) => t(`routing.agents.${why}`, { n: place[why] }))
  if (busy.length) said.push(t('routing.nobody', { why: busy.join(t('routing.comma')) }))
  return said
}
