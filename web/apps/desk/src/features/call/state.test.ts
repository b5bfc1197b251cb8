import type { Call } from '@parley/api'
import { describe, expect, it } from 'vitest'
import { NOW, sampleCall, sampleLeg, sampleRecording } from '../../testing/samples'
import { deedsOf, isAsking, partOf, phaseOf, resultOf, sinceOf, soundKept, talkMs } from './state'

const ME = 'a1'
const contact = sampleLeg()
const mine = sampleLeg({ place: 1 })
const colleague = sampleLeg({ place: 2, agent_id: 'a2' })
const consulting = sampleCall({ state: 'held', legs: [contact, mine, colleague] })
const ringing = sampleCall({
  state: 'held',
  legs: [contact, mine, { ...colleague, state: 'ringing', joined_at: 0 }],
})

/** The deeds that are open, by name. */
const open = (call: Call, me = ME) =>
  Object.entries(deedsOf(call, me, partOf(call, me, 'a1')))
    .filter(([, can]) => can)
    .map(([deed]) => deed)

describe('the phase of a call', () => {
  it('is consulting while somebody else rings or listens, and a conference once it is one', () => {
    expect(phaseOf(sampleCall(), ME)).toBe('talking')
    expect(phaseOf(sampleCall({ state: 'held' }), ME)).toBe('held')
    expect(phaseOf(ringing, ME)).toBe('consulting')
    expect(phaseOf({ ...consulting, is_conference: true }, ME)).toBe('conference')
  })

  it('goes on as before when whoever was consulted has left', () => {
    const left = { ...colleague, state: 'left' as const }
    expect(phaseOf(sampleCall({ state: 'held', legs: [contact, mine, left] }), ME)).toBe('held')
  })
})

describe('what an agent is in a call', () => {
  it('follows the session, wherever in the call they sit', () => {
    expect(partOf(sampleCall(), ME, 'a1')).toBe('serving')
    expect(partOf(sampleCall(), ME, undefined)).toBe('asked')
    expect(partOf(consulting, 'a2', 'a1')).toBe('asked')
    expect(partOf(consulting, 'a3', 'a1')).toBe('none')
  })

  it('is serving from the moment of acceptance, before any leg of theirs is there', () => {
    expect(partOf(sampleCall({ state: 'waiting', legs: [contact] }), ME, 'a1')).toBe('serving')
  })

  it('is none once a transferred call is a colleague’s, though it goes on', () => {
    const left = { ...mine, state: 'left' as const, cause: 'transferred' as const }
    expect(partOf(sampleCall({ legs: [contact, left, colleague] }), ME, 'a2')).toBe('none')
  })

  it('asks only whom a colleague rings, never whoever’s own phone rings in their own call', () => {
    expect(isAsking(ringing, 'a2', 'a1')).toBe(true)
    expect(isAsking(ringing, 'a2', undefined)).toBe(true)
    expect(isAsking(consulting, 'a2', 'a1')).toBe(false)
    expect(isAsking({ ...ringing, state: 'ended' }, 'a2', 'a1')).toBe(false)
    const own = sampleCall({ legs: [contact, { ...mine, state: 'ringing' }] })
    expect(isAsking(own, ME, ME)).toBe(false)
  })
})

describe('what an agent can do', () => {
  it('is everything for two people while two people talk', () => {
    expect(open(sampleCall())).toEqual(['hold', 'keys', 'transfer'])
    expect(open(sampleCall({ state: 'held' }))).toEqual(['hold', 'transfer'])
  })

  it('is to hand over, join all or go back once the other has answered, and only back before', () => {
    expect(open(ringing)).toEqual(['keys', 'back'])
    expect(open(consulting)).toEqual(['keys', 'complete', 'conference', 'back'])
    expect(open({ ...consulting, is_conference: true })).toEqual(['keys', 'drop'])
  })

  it('is nothing but to leave for whoever was asked', () => {
    expect(open(consulting, 'a2')).toEqual([])
  })

  it('is nothing while the contact’s line still rings', () => {
    const legs = [sampleLeg({ state: 'ringing', joined_at: 0 }), mine]
    expect(open(sampleCall({ state: 'dialling', direction: 'outbound', legs }))).toEqual([])
  })

  it('is to pause a recording only where there is one', () => {
    const call = sampleCall({ recordings: [sampleRecording({ state: 'running' })] })
    expect(open(call)).toContain('record')
    expect(soundKept(call)).toBe('running')
    expect(soundKept(sampleCall({ recordings: [sampleRecording()] }))).toBe('no')
  })
})

describe('a call in the past', () => {
  const ended = sampleCall({ state: 'ended', ended_at: NOW + 65_000 })
  const never = { ...ended, answered_at: 0 }

  it('says in a word how it came out', () => {
    expect(resultOf(ended)).toBe('answered')
    expect(resultOf(never)).toBe('abandoned')
    expect(resultOf({ ...never, cause: 'called_back' })).toBe('called_back')
    expect(resultOf({ ...never, direction: 'outbound', cause: 'busy' })).toBe('busy')
    expect(resultOf({ ...never, direction: 'outbound', cause: 'cancelled' })).toBe('no_answer')
    expect(resultOf({ ...never, direction: 'outbound', cause: 'unreachable' })).toBe('failed')
    expect(resultOf(sampleCall())).toBe('going_on')
  })

  it('lasted from the answer to the end', () => {
    expect(talkMs(ended, NOW + 999_000)).toBe(60_000)
    expect(talkMs(sampleCall(), NOW + 6_000)).toBe(1_000)
    expect(talkMs(never, NOW)).toBe(0)
  })
})

it('the clock counts from the answer, or for whoever was asked from their own', () => {
  expect(sinceOf(sampleCall(), ME, 'serving')).toBe(NOW + 5_000)
  expect(sinceOf(sampleCall({ answered_at: 0 }), ME, 'serving')).toBe(NOW)
  const late = sampleCall({ legs: [contact, mine, { ...colleague, joined_at: NOW + 30_000 }] })
  expect(sinceOf(late, 'a2', 'asked')).toBe(NOW + 30_000)
})
