import type { Session } from '@parley/api'
import { describe, expect, it, vi } from 'vitest'
import { sampleSession } from '../../testing/samples'
import { createOrdered } from './ordered'

const MANY = 10_000
/** Two binary searches among ten thousand, and some. */
const FEW = 64

function many(): Session[] {
  return Array.from({ length: MANY }, (_, i) => sampleSession({ id: `s${i}`, opened_at: i }))
}
function setUp() {
  const rank = vi.fn((session: Session) => -session.opened_at)
  const has = vi.fn((session: Session) => session.state !== 'closed')
  return { rank, has, list: createOrdered({ rank, has }) }
}
const ids = (sessions: readonly Session[]) => sessions.map((one) => one.id)

describe('a list of sessions in order', () => {
  it('stays as a fresh sort would have it, whatever happens', () => {
    const { list, rank } = setUp()
    let seed = 7
    const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below
    const held = new Map<string, Session>()
    for (let step = 0; step < 2_000; step++) {
      const id = `s${random(60)}`
      const before = held.get(id)
      const state = random(4) === 0 ? 'closed' : 'assigned'
      // Few ranks, so that many are equal.
      const after =
        random(9) === 0 ? undefined : sampleSession({ id, state, opened_at: random(20) })
      if (after) held.set(id, after)
      else held.delete(id)
      list.heed(before, after)
    }
    const kept = list.items.value
    list.rebuild(held.values())
    expect(ids(kept)).toEqual(ids(list.items.value))
    expect(kept.length).toBeGreaterThan(20)
    expect(rank).toHaveBeenCalled()
  })

  it('looks at few of ten thousand when one of them moves to the top', () => {
    const { list, rank, has } = setUp()
    const all = many()
    list.rebuild(all)
    rank.mockClear()
    has.mockClear()

    const before = all[17] as Session
    list.heed(before, { ...before, opened_at: MANY })

    expect(list.items.value[0]?.id).toBe('s17')
    expect(list.items.value).toHaveLength(MANY)
    expect(rank.mock.calls.length).toBeLessThan(FEW)
    expect(has.mock.calls.length).toBe(2)
  })

  it('stays the very same array when the change is none of its own', () => {
    const { list } = setUp()
    list.rebuild([sampleSession()])
    const before = list.items.value
    list.heed(undefined, sampleSession({ id: 'other', state: 'closed' }))
    expect(list.items.value).toBe(before)
  })
})
