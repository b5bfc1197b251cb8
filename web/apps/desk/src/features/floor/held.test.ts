import type { EventBody, Floor } from '@parley/api'
import { expect, test } from 'vitest'
import { NOW, sampleSession } from '../../testing/samples'
import { heed, heldFrom } from './held'

const item = (id: string, enteredAt = NOW, boostMs = 0) => ({
  session_id: id,
  share: 25,
  entered_at: enteredAt,
  boost_ms: boostMs,
})

function sampleFloor(over: Partial<Floor> = {}): Floor {
  return {
    seq: 10,
    at: NOW,
    agents: [
      {
        id: 'a1',
        presence: 'ready',
        presence_reason: '',
        presence_since: NOW,
        wrap_up_until: 0,
        capacity: 100,
        load: 50,
        served: [item('s1')],
        offered: [item('s2')],
        besides: [item('s9')],
      },
    ],
    queues: [
      {
        id: 'q1',
        staffed: 1,
        waiting_since: NOW,
        waiting: [item('s4', NOW + 5), item('s3')],
        offered: [item('s2')],
      },
    ],
    ...over,
  }
}

const event = (kind: EventBody['kind'], over: Partial<EventBody> = {}): EventBody => ({
  kind,
  detail: '',
  ...over,
})

test('the floor as it was read says where each session stands', () => {
  const { sessions } = heldFrom(sampleFloor())
  expect(sessions.get('s1')).toMatchObject({ agent: 'a1', state: 'assigned', share: 25 })
  expect(sessions.get('s2')).toMatchObject({ agent: 'a1', queue: 'q1', state: 'offered' })
  expect(sessions.get('s3')).toMatchObject({ queue: 'q1', state: 'queued', head: false })
})

test('whoever stands before somebody older is at the head', () => {
  expect(heldFrom(sampleFloor()).sessions.get('s4')?.head).toBe(true)
})

test('a head start is no place at the head', () => {
  const floor = sampleFloor()
  for (const one of floor.queues) one.waiting = [item('vip', NOW + 5, 300_000), item('s3')]
  const vip = heldFrom(floor).sessions.get('vip')
  expect(vip).toMatchObject({ head: false, boostMs: 300_000 })
})

test('parts in others’ sessions are held until they end', () => {
  const held = heldFrom(sampleFloor())
  expect(held.besides.get('s9')).toEqual([{ agent: 'a1', share: 25 }])
  heed(held, 11, event('colleague_left', { session: sampleSession({ id: 's9', colleagues: [] }) }))
  expect(held.besides.size).toBe(0)
})

test('what the reading shows already changes nothing', () => {
  const held = heldFrom(sampleFloor())
  const closed = event('session_closed', { session: sampleSession({ state: 'closed' }) })
  expect(heed(held, 10, closed)).toBe(false)
  expect(held.sessions.has('s1')).toBe(true)
  expect(heed(held, 11, closed)).toBe(true)
  expect(held.sessions.has('s1')).toBe(false)
})

test('an offer moves a session to the agent, and its end puts it back at the head', () => {
  const held = heldFrom(sampleFloor())
  const offer = { agent_id: 'a1', number: 3, expires_at: NOW + 1 }
  const base = { id: 's3', agent_id: null, queue_id: 'q1' }
  heed(
    held,
    11,
    event('session_offered', { session: sampleSession({ ...base, state: 'offered', offer }) }),
  )
  expect(held.sessions.get('s3')).toMatchObject({ agent: 'a1', state: 'offered' })
  const back = sampleSession({ ...base, state: 'queued' })
  heed(held, 12, event('session_offer_withdrawn', { detail: 'timed_out', session: back }))
  expect(held.sessions.get('s3')).toMatchObject({ agent: undefined, state: 'queued', head: true })
  heed(held, 13, event('session_queued', { session: { ...back, queue_id: 'q2' } }))
  expect(held.sessions.get('s3')).toMatchObject({ queue: 'q2', head: false })
})

test('messages change nothing that is shown', () => {
  expect(heed(heldFrom(sampleFloor()), 11, event('message_posted'))).toBe(false)
})
