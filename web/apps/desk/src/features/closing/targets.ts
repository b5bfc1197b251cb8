import type { Agent, Id, Queue, Targets } from '@parley/api'

export type Standing = 'free' | 'full' | 'wraps_up' | 'away' | 'offline'

export interface AgentChoice {
  id: Id
  name: string
  presence: Agent['presence']
  standing: Standing
  load: number
  capacity: number
}
export interface QueueChoice {
  id: Id
  name: string
  waiting: number
  staffed: number
  /** Of whoever would enter now, in ms; absent: not known. */
  expectedMs: number | undefined
}

/** Agents in the order in which the server would ask: the free first. */
export function agentChoices(
  agents: readonly Agent[],
  targets: Targets | undefined,
  without: readonly (Id | null)[],
): AgentChoice[] {
  const place = new Map(targets?.agents.map((one, at) => [one.agent_id, { ...one, at }]))
  return agents
    .filter((agent) => agent.active && !without.includes(agent.id))
    .map((agent) => {
      const told = place.get(agent.id)
      const load = told?.load ?? 0
      const capacity = told?.capacity ?? agent.capacity
      const presence = told?.presence ?? agent.presence
      const standing = standingOf(presence, told?.wraps_up ?? false, load < capacity)
      return { id: agent.id, name: agent.name, presence, standing, load, capacity }
    })
    .toSorted(
      (a, b) =>
        (place.get(a.id)?.at ?? place.size) - (place.get(b.id)?.at ?? place.size) ||
        a.name.localeCompare(b.name),
    )
}

function standingOf(presence: Agent['presence'], wrapsUp: boolean, hasRoom: boolean): Standing {
  if (presence !== 'ready') return presence
  if (wrapsUp) return 'wraps_up'
  return hasRoom ? 'free' : 'full'
}

export function queueChoices(
  queues: readonly Queue[],
  targets: Targets | undefined,
): QueueChoice[] {
  const told = new Map(targets?.queues.map((one) => [one.queue_id, one]))
  return queues
    .filter((queue) => queue.active)
    .map((queue) => {
      const now = told.get(queue.id)
      return {
        id: queue.id,
        name: queue.name,
        waiting: now?.waiting ?? 0,
        staffed: now?.staffed ?? 0,
        expectedMs: now?.expected?.middle_ms,
      }
    })
}
