import type { Agent, Id, Presence, Queue } from '@parley/api'

export type Kind = 'agent' | 'queue' | 'number'
export interface Target {
  id: Id
  name: string
  presence?: Presence
}
interface Known {
  agents: readonly Agent[]
  queues: readonly Queue[]
  me: Id
}

const ORDER: Record<Presence, number> = { ready: 0, away: 1, offline: 2 }

/** To whom a call can go, those who are there first, as far as the name fits. */
export function targetsOf(kind: Kind, filter: string, { agents, queues, me }: Known): Target[] {
  const wanted = filter.trim().toLowerCase()
  const fits = (one: { name: string; active: boolean }) =>
    one.active && one.name.toLowerCase().includes(wanted)
  if (kind === 'queue') return queues.filter(fits).map(({ id, name }) => ({ id, name }))
  if (kind === 'number') return []
  return agents
    .filter((agent) => fits(agent) && agent.id !== me)
    .toSorted((a, b) => ORDER[a.presence] - ORDER[b.presence] || a.name.localeCompare(b.name))
    .map(({ id, name, presence }) => ({ id, name, presence }))
}
