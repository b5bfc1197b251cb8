import type { Agent, Id } from '@parley/api'
import { USUAL_CAPACITY } from './bounds'

/** How many sessions of a queue an agent of the usual capacity serves at once. */
export function sessionsAtOnce(share: number): number {
  return share > 0 ? Math.floor(USUAL_CAPACITY / share) : 0
}

export function membersOf(queue: Id, agents: readonly Agent[]): Agent[] {
  return agents.filter((agent) => agent.active && agent.queue_ids.includes(queue))
}

/** Members whom a session of the queue can reach: those with every skill it needs. */
export function reachable(members: readonly Agent[], skills: readonly string[]): Agent[] {
  return members.filter((agent) =>
    skills.every((needed) => agent.skills.some((skill) => skill.name === needed)),
  )
}
