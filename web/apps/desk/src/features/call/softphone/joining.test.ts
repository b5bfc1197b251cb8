import { expect, it } from 'vitest'
import { sampleCall, sampleLeg } from '../../../testing/samples'
import { shouldJoin } from './joining'

const contact = sampleLeg()
const nothing = { me: 'a1', accepted: undefined, remembered: undefined }
const alone = sampleCall({ legs: [contact] })

it('a window joins what was accepted in it, and what it was in before a reload', () => {
  expect(shouldJoin(alone, nothing)).toBe(false)
  expect(shouldJoin(alone, { ...nothing, accepted: 's1' })).toBe(true)
  expect(shouldJoin(alone, { ...nothing, remembered: 'call1' })).toBe(true)
  expect(shouldJoin(alone, { ...nothing, accepted: 's2', remembered: 'call2' })).toBe(false)
})

it('a window joins where this agent’s browser is in the call', () => {
  expect(shouldJoin(sampleCall(), nothing)).toBe(true)
  const ringing = sampleCall({ legs: [contact, sampleLeg({ place: 1, state: 'ringing' })] })
  expect(shouldJoin(ringing, nothing)).toBe(false)
})

it('a window never takes a call out of a desk phone’s hand', () => {
  const legs = [contact, sampleLeg({ place: 1, medium: 'phone' })]
  expect(shouldJoin(sampleCall({ legs }), { ...nothing, accepted: 's1' })).toBe(false)
})
