import type { Agent, Queue, Skill } from '@parley/api'

/** A skill as the whole centre has it: who can, who could now, and which queues ask for it. */
export interface Column {
  name: string
  /** Active agents who have it, at any level. */
  able: number
  /** Of those, who is ready now. */
  ready: number
  /** Names of the active queues that need it. */
  queues: string[]
}

/** Every skill that an agent has, a queue needs, or that was added just now; by name. */
export function columnsOf(
  agents: readonly Agent[],
  queues: readonly Queue[],
  added: readonly string[],
): Column[] {
  const known = agents.flatMap((agent) => agent.skills.map((skill) => skill.name))
  const needed = queues.flatMap((queue) => queue.skills)
  const names = [...new Set([...known, ...needed, ...added])].sort((a, b) => a.localeCompare(b))
  return names.map((name) => {
    const able = agents.filter((agent) => agent.active && levelOf(agent, name) > 0)
    return {
      name,
      able: able.length,
      ready: able.filter((agent) => agent.presence === 'ready').length,
      queues: queues
        .filter((queue) => queue.active && queue.skills.includes(name))
        .map((queue) => queue.name),
    }
  })
}

/** 0: not at all. */
export function levelOf(agent: Agent, name: string): number {
  return agent.skills.find((skill) => skill.name === name)?.level ?? 0
}

/** The agent's skills with that one at another level; 0 takes it away. */
export function withLevel(agent: Agent, name: string, level: number): Skill[] {
  const others = agent.skills.filter((skill) => skill.name !== name)
  return level > 0 ? [...others, { name, level }] : others
}

/** A queue asks for it and nobody can. */
export function isMissing(column: Column): boolean {
  return column.queues.length > 0 && column.able === 0
}
