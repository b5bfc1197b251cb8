import type { Agent, Queue, Targets } from '@parley/api'
import { describe, expect, it } from 'vitest'
import { agentChoices, queueChoices } from './targets'

const agent = (id: string, name: string, over: Partial<Agent> = {}) =>
  ({ id, name, active: true, presence: 'ready', capacity: 100, ...over }) as Agent
const at = (agent_id: string, over: object = {}) => ({
  agent_id,
  presence: 'ready' as const,
  wraps_up: false,
  capacity: 100,
  load: 0,
  ...over,
})

describe('whom a session could be given to', () => {
  const targets: Targets = {
    agents: [
      at('b'),
      at('c', { load: 100 }),
      at('d', { wraps_up: true }),
      at('a', { presence: 'away' }),
    ],
    queues: [
      {
        queue_id: 'q1',
        waiting: 3,
        staffed: 2,
        expected: { least_ms: 1, middle_ms: 60_000, most_ms: 9, longer: false },
      },
    ],
  }
  const agents = [agent('a', 'Ann'), agent('b', 'Bob'), agent('c', 'Cid'), agent('d', 'Dee')]

  it('is in the order told, with how each stands', () => {
    const choices = agentChoices(agents, targets, [])
    expect(choices.map((one) => [one.name, one.standing])).toEqual([
      ['Bob', 'free'],
      ['Cid', 'full'],
      ['Dee', 'wraps_up'],
      ['Ann', 'away'],
    ])
  })

  it('leaves out who has it, who takes part, and who has left', () => {
    const some = [...agents, agent('e', 'Eva', { active: false })]
    const choices = agentChoices(some, undefined, ['a', 'd', null])
    expect(choices.map((one) => one.name)).toEqual(['Bob', 'Cid'])
  })

  it('says of queues what waits and how long it takes', () => {
    const queues = [
      { id: 'q1', name: 'Sales', active: true },
      { id: 'q2', name: 'Old', active: false },
    ] as Queue[]
    expect(queueChoices(queues, targets)).toEqual([
      { id: 'q1', name: 'Sales', waiting: 3, staffed: 2, expectedMs: 60_000 },
    ])
  })
})
