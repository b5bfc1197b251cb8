import { describe, expect, it } from 'vitest'
import type { Leg } from '@parley/api'
import { NOW, sampleCall, sampleLeg } from '../../../testing/samples'
import { createStanding, SETTLE_MS } from './standing'

const leg = (id: string, over: Partial<Leg> = {}) =>
  sampleLeg({ place: 1, id, started_at: NOW + id.charCodeAt(0), ...over })
const left = (cause: Leg['cause']) => ({ state: 'left', cause }) as const

/** A window that has been in the call by leg `b` for a while. */
function settled(...legs: Leg[]) {
  let now = NOW
  const standing = createStanding(() => now)
  standing.joining()
  standing.live()
  now += SETTLE_MS
  standing.judge(sampleCall({ legs: [leg('a', left('transferred')), leg('b')] }), 'a1')
  return standing.judge(sampleCall({ legs }), 'a1')
}

describe('where this window stands in a call', () => {
  it('stays as long as its leg is there, whatever became of those before it', () => {
    expect(settled(leg('a', left('transferred')), leg('b'))).toBe('stays')
    expect(settled(leg('b', { state: 'held' }))).toBe('stays')
  })

  it('is removed when the leg was ended on purpose, and joins again after a fault', () => {
    expect(settled(leg('b', left('transferred')))).toBe('removed')
    expect(settled(leg('b', left('removed')))).toBe('removed')
    expect(settled(leg('b', left('dead_line')))).toBe('stays')
    expect(settled(leg('b', left('lost')))).toBe('stays')
  })

  it('is replaced when this agent is in by another device, but not while that only rings', () => {
    expect(settled(leg('b', left('transferred')), leg('c'))).toBe('replaced')
    expect(settled(leg('b'), leg('c', { medium: 'phone', state: 'ringing' }))).toBe('stays')
    expect(settled(leg('b'), leg('c', { medium: 'phone' }))).toBe('replaced')
  })

  it('judges nothing before its own leg is known', () => {
    const standing = createStanding(() => NOW)
    standing.joining()
    standing.live()
    const call = sampleCall({ legs: [leg('a'), leg('b', left('removed'))] })
    expect(standing.judge(call, 'a1')).toBe('stays')
  })
})
