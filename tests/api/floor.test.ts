// The floor by REST and realtime: what a supervisor sees, and what comes of their hand on it.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Agent, EventFrame, Floor, Reassigned, ServerFrame, Session } from '@parley/api'
import { employ } from '../harness/house.ts'
import { houseOfFile, offered, tell } from './support.ts'

const town = houseOfFile()

const isEvent = (kind: string) => (frame: ServerFrame) =>
  frame.type === 'event' && frame.event.kind === kind

test('the floor is true at its event, and the next event is the next number', async () => {
  const { house } = town
  const talk = await offered(house, house.ann)
  const floor = await house.boss.caller.get<Floor>('/floor')
  const ann = floor.agents.find((one) => one.id === house.ann.id) ?? assert.fail()
  assert.deepEqual(
    ann.offered.map((one) => one.session_id),
    [talk.session.id],
  )
  assert.equal(ann.load, talk.session.share)
  assert.equal(floor.queues.find((one) => one.id === house.queue.id)?.staffed, 1)

  const desk = await house.boss.caller.line()
  await house.ann.caller.post(`/sessions/${talk.session.id}/accept`, {
    offer: talk.session.offer?.number,
  })
  const told = (await desk.until(isEvent('session_assigned'))) as EventFrame
  assert.equal(told.seq, floor.seq + 1)
  assert.equal(told.event.by, house.ann.id)
  assert.equal(told.event.session?.share, talk.session.share)
  await house.ann.caller.post('/me/presence', { presence: 'away', reason: 'rest' })
  desk.close()
  talk.desk.close()
  talk.widget.close()
  await house.ann.caller.post('/me/presence', { presence: 'offline' })
})

test('a supervisor takes over, gives back, and sends away; the agent hears who it was', async () => {
  const { house } = town
  const sue = await employ(house.boss, { name: 'Sue', role: 'supervisor' })
  const talk = await offered(house, house.bob)
  await house.bob.caller.post(`/sessions/${talk.session.id}/accept`, {
    offer: talk.session.offer?.number,
  })
  const path = `/sessions/${talk.session.id}`
  assert.equal(await tell(house.ann.caller, 'POST', `${path}/take`), '403 permission_missing')
  const taken = await sue.caller.post<Session>(`${path}/take`)
  assert.equal(taken.agent_id, sue.id)

  const back = await sue.caller.post<Reassigned>(`/agents/${sue.id}/reassign`, {
    agent_id: house.bob.id,
  })
  assert.equal(back.sessions, 1)

  const away = await sue.caller.post<Agent>(`/agents/${house.bob.id}/presence`, {
    presence: 'away',
    reason: 'training',
  })
  assert.equal(away.presence_reason, 'training')
  const heard = (await talk.desk.until(
    (frame) =>
      frame.type === 'event' &&
      frame.event.agent?.id === house.bob.id &&
      frame.event.agent.presence_reason === 'training',
  )) as EventFrame
  assert.equal(heard.event.by, sue.id)
  talk.desk.close()
  talk.widget.close()
})
