import { describe, expect, it } from 'vitest'
import { sampleLeg } from '../../testing/samples'
import { countedIn, gradeOfHeard, gradeOfLeg, heardBetween, mosOf, worst } from './quality'

const still = { lossPercent: 0, jitterMs: 0, roundTripMs: 0 }

describe('how a line is heard', () => {
  it('is scored as G.107 scores G.711', () => {
    expect(mosOf(still)).toBeCloseTo(4.41, 2)
    expect(mosOf({ ...still, lossPercent: 100, roundTripMs: 2_000 })).toBe(1)
  })

  it('is good on a quiet network, fair with some loss, poor with much', () => {
    expect(gradeOfHeard({ lossPercent: 0.2, jitterMs: 5, roundTripMs: 60 })).toBe('good')
    expect(gradeOfHeard({ ...still, lossPercent: 1.5 })).toBe('fair')
    expect(gradeOfHeard({ ...still, lossPercent: 8 })).toBe('poor')
    expect(gradeOfHeard({ ...still, roundTripMs: 900 })).toBe('poor')
    expect(gradeOfHeard(undefined)).toBeUndefined()
  })

  it('forgets old losses', () => {
    const before = { received: 100, lost: 50, jitterMs: 1, roundTripMs: 10 }
    const now = { received: 200, lost: 50, jitterMs: 2, roundTripMs: 11 }
    expect(heardBetween(before, now)).toEqual({ lossPercent: 0, jitterMs: 2, roundTripMs: 11 })
    expect(heardBetween(undefined, now).lossPercent).toBe(20)
    // A packet that came late after all is taken off the lost ones.
    expect(heardBetween({ ...before, lost: 60 }, now).lossPercent).toBe(0)
  })

  it('is as the server told of a leg, once it has heard a second of it', () => {
    const leg = (packets: number, mos_percent: number) =>
      sampleLeg({ quality: { packets, lost: 0, jitter_us: 0, mos_percent } })
    expect(gradeOfLeg(leg(500, 430))).toBe('good')
    expect(gradeOfLeg(leg(500, 360))).toBe('fair')
    expect(gradeOfLeg(leg(500, 200))).toBe('poor')
    expect(gradeOfLeg(leg(10, 100))).toBeUndefined()
    expect(gradeOfLeg(sampleLeg())).toBeUndefined()
  })

  it('is as good as its worse half', () => {
    expect(worst(['good', 'poor', undefined])).toBe('poor')
    expect(worst(['good', 'fair'])).toBe('fair')
    expect(worst([undefined])).toBeUndefined()
  })
})

it('finds its figures in a browser’s report', () => {
  const report = new Map<string, unknown>([
    [
      'a',
      { type: 'inbound-rtp', kind: 'audio', packetsReceived: 90, packetsLost: 3, jitter: 0.004 },
    ],
    ['b', { type: 'candidate-pair', nominated: false, currentRoundTripTime: 9 }],
    ['c', { type: 'candidate-pair', nominated: true, currentRoundTripTime: 0.02 }],
  ])
  expect(countedIn(report)).toEqual({ received: 90, lost: 3, jitterMs: 4, roundTripMs: 20 })
  expect(countedIn(new Map())).toBeUndefined()
})
