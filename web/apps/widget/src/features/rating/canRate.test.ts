import { expect, it } from 'vitest'
import { byAgent, message, session } from '../../testing/messages'
import { canRate, RATE_WITHIN_MS } from './canRate'

const closed = session({ state: 'closed', closed_at: 1_000 })
const talk = [message(1), byAgent(2)]

it('asks for a rating after a session that was answered, once, for a week', () => {
  expect(canRate(closed, talk, 2_000)).toBe(true)
  expect(canRate(session(), talk, 2_000)).toBe(false)
  expect(canRate(closed, [message(1)], 2_000)).toBe(false)
  expect(canRate(closed, [message(1), byAgent(2, { session_id: 's0' })], 2_000)).toBe(false)
  const rating = { score: 5, comment: '', tags: [], at: 1_500 }
  expect(canRate({ ...closed, rating }, talk, 2_000)).toBe(false)
  expect(canRate(closed, talk, 1_000 + RATE_WITHIN_MS + 1)).toBe(false)
  expect(canRate(null, [], 0)).toBe(false)
})
