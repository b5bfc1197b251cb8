import type { Agent } from '@parley/api'
import { describe, expect, it } from 'vitest'
import { sessionsAtOnce, membersOf, reachable } from './effects'

function agent(id: string, more: Partial<Agent> = {}): Agent {
  return {
    id,
    name: id,
    email: `${id}@example.com`,
    role: 'agent',
    capacity: 100,
    capacity_profile_id: null,
    skills: [],
    queue_ids: ['q'],
    posts: [],
    active: true,
    presence: 'offline',
    presence_reason: '',
    presence_since: 0,
    wrap_up_until: 0,
    wrap_up_queue_id: null,
    wrap_up_extensions: 0,
    created_at: 0,
    version: 'v1',
    ...more,
  }
}

describe('the effect of a queue’s settings', () => {
  it('is counted in sessions an agent serves at once', () => {
    expect([100, 51, 50, 25, 1].map(sessionsAtOnce)).toEqual([1, 1, 2, 4, 100])
    expect(sessionsAtOnce(0)).toBe(0)
  })

  it('reaches active members with every needed skill', () => {
    const ann = agent('ann', { skills: [{ name: 'en', level: 5 }] })
    const bob = agent('bob', {
      skills: [
        { name: 'en', level: 1 },
        { name: 'billing', level: 9 },
      ],
    })
    const gone = agent('gone', { active: false })
    const other = agent('other', { queue_ids: ['p'] })

    const members = membersOf('q', [ann, bob, gone, other])

    expect(members).toEqual([ann, bob])
    expect(reachable(members, [])).toEqual([ann, bob])
    expect(reachable(members, ['en', 'billing'])).toEqual([bob])
    expect(reachable(members, ['fr'])).toEqual([])
  })
})
