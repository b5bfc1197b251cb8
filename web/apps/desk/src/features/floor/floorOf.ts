import type { Agent, Id, Queue, QueueAlert } from '@parley/api'
import { turnOf, type Held, type HeldAgent, type HeldSession } from './held'

/** Where an agent stands, the most wanted first. */
export const STANDS = ['free', 'serving', 'full', 'wrap_up', 'away', 'offline'] as const
export type Stand = (typeof STANDS)[number]
export type Level = 'calm' | 'warn' | 'alarm'

export interface AgentShown extends HeldAgent {
  name: string
  stand: Stand
  load: number
  served: readonly HeldSession[]
  offered: readonly HeldSession[]
}
export interface QueueShown {
  id: Id
  name: string
  waiting: readonly HeldSession[]
  offered: number
  /** Since when the one waits who waits longest; 0: nobody does. */
  waitingSince: number
  staffed: number
  /** The worst of what is wrong with it, and what that is. */
  level: Level
  why: 'calm' | 'unstaffed' | 'long' | 'many'
  /** Raised by the server, by what is set for the queue. */
  alerts: readonly QueueAlert[]
}
export interface FloorShown {
  agents: readonly AgentShown[]
  queues: readonly QueueShown[]
  counts: Record<Stand, number>
  waiting: number
  waitingSince: number
  served: number
}

/** From when on a wait is worth a colour. */
export const WARN_MS = 60_000
export const ALARM_MS = 180_000
/** Made once: five hundred names are sorted with every event. */
const byName = new Intl.Collator().compare
/** Waiting for each agent who could be asked. */
const MANY_EACH = 5

export interface Names {
  agents: readonly Agent[]
  queues: readonly Queue[]
}

/** What a wallboard shows of the floor as it is held, at `now`. Pure. */
export function floorOf(held: Held, names: Names, now: number): FloorShown {
  const nameOf = new Map(names.agents.map((agent) => [agent.id, agent.name]))
  const byAgent = new Map<Id, HeldSession[]>()
  const byQueue = new Map<Id, HeldSession[]>()
  let served = 0
  for (const session of held.sessions.values()) {
    if (session.agent) put(byAgent, session.agent, session)
    if (session.queue) put(byQueue, session.queue, session)
    if (session.state === 'assigned') served++
  }
  const besides = new Map<Id, number>()
  for (const { agent, share } of [...held.besides.values()].flat())
    besides.set(agent, (besides.get(agent) ?? 0) + share)
  const agents = [...held.agents.values()].map((agent) => {
    const has = { sessions: byAgent.get(agent.id) ?? [], besides: besides.get(agent.id) ?? 0 }
    return shownAgent(agent, nameOf.get(agent.id) ?? '', has, now)
  })
  agents.sort(
    (a, b) =>
      STANDS.indexOf(a.stand) - STANDS.indexOf(b.stand) ||
      byName(a.name, b.name) ||
      (a.id < b.id ? -1 : 1),
  )
  const ready = names.agents.filter((one) => held.agents.get(one.id)?.presence === 'ready')
  const queues = names.queues
    .filter((queue) => queue.active || byQueue.has(queue.id))
    .map((queue) => shownQueue(queue, byQueue.get(queue.id) ?? [], staffOf(queue, ready), now))
  queues.sort(
    (a, b) =>
      LEVELS.indexOf(b.level) - LEVELS.indexOf(a.level) ||
      b.waiting.length - a.waiting.length ||
      byName(a.name, b.name),
  )
  const counts = Object.fromEntries(STANDS.map((stand) => [stand, 0])) as Record<Stand, number>
  for (const agent of agents) counts[agent.stand]++
  const since = queues.map((queue) => queue.waitingSince).filter((at) => at > 0)
  return {
    agents,
    queues,
    counts,
    waiting: queues.reduce((sum, queue) => sum + queue.waiting.length, 0),
    waitingSince: since.length > 0 ? Math.min(...since) : 0,
    served,
  }
}

const LEVELS: readonly Level[] = ['calm', 'warn', 'alarm']

function put(into: Map<Id, HeldSession[]>, id: Id, session: HeldSession) {
  const list = into.get(id)
  if (list) list.push(session)
  else into.set(id, [session])
}

function shownAgent(
  agent: HeldAgent,
  name: string,
  { sessions, besides }: { sessions: HeldSession[]; besides: number },
  now: number,
) {
  const load = sessions.reduce((sum, one) => sum + one.share, besides)
  return {
    ...agent,
    name,
    stand: standOf(agent, load, now),
    load,
    served: sessions.filter((one) => one.state === 'assigned'),
    offered: sessions.filter((one) => one.state === 'offered'),
  }
}

function standOf(agent: HeldAgent, load: number, now: number): Stand {
  if (agent.presence === 'offline') return 'offline'
  if (agent.wrapUpUntil > now) return 'wrap_up'
  if (agent.presence === 'away') return 'away'
  if (load >= agent.capacity) return 'full'
  return load > 0 ? 'serving' : 'free'
}

/** Those who could be asked to serve it: ready, of the queue, with all its skills. */
function staffOf(queue: Queue, ready: readonly Agent[]): number {
  return ready.filter(
    (agent) =>
      agent.queue_ids.includes(queue.id) &&
      queue.skills.every((skill) => agent.skills.some((one) => one.name === skill)),
  ).length
}

/** In the order they will be served: the head first, then by what they count as having waited. */
function byTurn(a: HeldSession, b: HeldSession) {
  if (a.head !== b.head) return a.head ? -1 : 1
  return turnOf(a) - turnOf(b) || (a.id < b.id ? -1 : 1)
}

function shownQueue(
  queue: Queue,
  sessions: readonly HeldSession[],
  staffed: number,
  now: number,
): QueueShown {
  const waiting = sessions.filter((one) => one.state === 'queued').sort(byTurn)
  const waitingSince = waiting.reduce((at, one) => Math.min(at, one.enteredAt), Infinity)
  return {
    id: queue.id,
    name: queue.name,
    waiting,
    offered: sessions.filter((one) => one.state === 'offered').length,
    waitingSince: waiting.length > 0 ? waitingSince : 0,
    staffed,
    alerts: queue.alerts,
    ...(queue.alerts[0]
      ? { level: 'alarm' as const, why: WHY_RAISED[queue.alerts.at(-1) ?? queue.alerts[0]] }
      : judged(waiting.length, now - waitingSince, staffed)),
  }
}

/** The last of them is the gravest. */
const WHY_RAISED = { waiting: 'many', wait: 'long', unstaffed: 'unstaffed' } as const

function judged(
  waiting: number,
  waitMs: number,
  staffed: number,
): Pick<QueueShown, 'level' | 'why'> {
  if (waiting === 0) return { level: 'calm', why: 'calm' }
  if (staffed === 0) return { level: 'alarm', why: 'unstaffed' }
  if (waitMs >= ALARM_MS) return { level: 'alarm', why: 'long' }
  if (waitMs >= WARN_MS) return { level: 'warn', why: 'long' }
  if (waiting > staffed * MANY_EACH) return { level: 'warn', why: 'many' }
  return { level: 'calm', why: 'calm' }
}
