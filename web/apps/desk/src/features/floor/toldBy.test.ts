import type { Agent, EventBody } from '@parley/api'
import { expect, test } from 'vitest'
import { sampleSession } from '../../testing/samples'
import { toldBy } from './toldBy'

const nobody = () => undefined
const event = (over: Partial<EventBody>): EventBody => ({
  kind: 'agent_presence_changed',
  detail: '',
  by: 'sue',
  ...over,
})
const me = { id: 'a1', presence: 'away' } as Agent

test('a presence somebody else set is told, one of my own is not', () => {
  expect(toldBy(event({ agent: me }), 'a1', nobody)).toEqual({
    kind: 'presence',
    by: 'sue',
    presence: 'away',
  })
  expect(toldBy(event({ agent: me, by: 'a1' }), 'a1', nobody)).toBeUndefined()
  expect(toldBy({ kind: 'agent_presence_changed', detail: '', agent: me }, 'a1', nobody)).toBe(
    undefined,
  )
  expect(toldBy(event({ agent: me }), 'a2', nobody)).toBeUndefined()
})

test('a session that was mine and is taken is told, a colleague’s is not', () => {
  const session = sampleSession({ state: 'queued', agent_id: null })
  const taken = event({ kind: 'session_transferred', session })
  expect(toldBy(taken, 'a1', () => sampleSession())).toMatchObject({ kind: 'taken', by: 'sue' })
  expect(toldBy(taken, 'a2', () => sampleSession())).toBeUndefined()
  expect(toldBy(taken, 'a1', nobody)).toBeUndefined()
  const answered = new Set([session.id])
  expect(toldBy(taken, 'a1', () => sampleSession(), answered)).toBeUndefined()
})
