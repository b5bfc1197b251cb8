// After a session: wrapping up, and its summary, as programs and pages of staff meet them. Not met
// here, for it takes an hour: too_late_to_summarize (tests/house/wrap_up_test.cpp).

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Agent, EventFrame, Me, Page, Queue, Session } from '@parley/api'
import { visit } from '../harness/house.ts'
import { chat, event, houseOfFile, offered, say, tell } from './support.ts'

const WRAP_UP_SECONDS = 60
const town = houseOfFile({ queue: { wrap_up_seconds: WRAP_UP_SECONDS } })

const kind = (wanted: string) => (frame: EventFrame) => frame.event.kind === wanted
const until = async () => (await town.house.ann.caller.get<Me>('/me')).agent.wrap_up_until

test('whoever wraps up is told and seen to, until they are done', async () => {
  const { ann, boss } = town.house
  const { visitor, desk, session } = await chat(town.house, ann)
  assert.equal(await until(), 0)
  await visitor.post('/visitor/end')
  const begun = await event(desk, kind('agent_wrap_up_started'))
  const told = begun.event.agent ?? assert.fail()
  const closed = (await boss.caller.get<Session>(`/sessions/${session.id}`)).closed_at
  assert.equal(told.id, ann.id)
  assert.equal(told.wrap_up_until, closed + 1_000 * WRAP_UP_SECONDS)
  assert.equal(await until(), told.wrap_up_until)
  const { items } = await boss.caller.get<Page<Agent>>('/agents')
  assert.equal(items.find((one) => one.id === ann.id)?.wrap_up_until, told.wrap_up_until)

  const next = await visit(town.house)
  const widget = await next.line({ inboxKey: town.house.inbox.public_key })
  await say(widget, 'and me?')
  const agent = await ann.caller.call<Agent>('DELETE', '/me/wrap-up')
  assert.equal(agent.wrap_up_until, 0)
  assert.equal(agent.version, told.version, 'no change of theirs that somebody else could meet')
  await event(desk, kind('agent_wrap_up_ended'))
  const offer = await event(desk, kind('session_offered'))
  assert.equal(offer.event.session?.offer?.agent_id, ann.id)
  await next.post('/visitor/end')
  assert.equal(await tell(ann.caller, 'DELETE', '/me/wrap-up'), 'ok', 'without one: nothing')
  desk.close()
})

test('a summary is written to what has ended, by whoever served it', async () => {
  const { ann, bob, boss } = town.house
  const { visitor, widget, desk, session } = await chat(town.house, ann)
  const path = `/sessions/${session.id}/summary`
  const body = { summary: 'Refunded.', resolved: true }
  assert.equal(await tell(ann.caller, 'POST', path, body), '409 session_open')
  await visitor.post('/visitor/end')
  for (const [wrong, answer] of [
    [{}, '400 missing_field'],
    [{ summary: 'x'.repeat(2_001) }, '400 text_too_long'],
    [{ summary: 'a\u0000b' }, '400 control_character'],
    [{ summary: 7 }, '400 wrong_type'],
  ] as const)
    assert.equal(await tell(ann.caller, 'POST', path, wrong), answer, JSON.stringify(wrong))
  assert.equal(await tell(bob.caller, 'POST', path, body), '403 permission_missing')
  assert.match(await tell(visitor, 'POST', path, body), /^40[13] /)

  const written = await ann.caller.post<Session>(path, body)
  assert.deepEqual([written.summary, written.resolved], ['Refunded.', true])
  assert.deepEqual([written.state, written.close_reason], ['closed', 'by_visitor'])
  const told = await event(desk, kind('session_summarized'))
  assert.equal(told.event.session?.summary, 'Refunded.')
  assert.equal(told.event.session?.version, written.version)
  assert.equal(await tell(boss.caller, 'POST', path, { summary: 'Put right.' }), 'ok')
  const kept = await ann.caller.get<Session>(`/sessions/${session.id}`)
  assert.deepEqual([kept.summary, kept.resolved], ['Put right.', false])
  assert.ok(!JSON.stringify(widget.frames).includes('Refunded'), 'never the visitor')
  await ann.caller.call('DELETE', '/me/wrap-up')
  desk.close()
})

test('what nobody served, or nobody knows, has no summary', async () => {
  const { ann, boss } = town.house
  const { visitor, desk, session } = await offered(town.house, ann)
  await visitor.post('/visitor/end')
  const body = { summary: 'x' }
  const path = `/sessions/${session.id}/summary`
  assert.equal(await tell(boss.caller, 'POST', path, body), '409 not_served_yet')
  const nowhere = '/sessions/0190a6f0-0000-7000-8000-00000000dead/summary'
  assert.equal(await tell(boss.caller, 'POST', nowhere, body), '404 session_not_found')
  desk.close()
})

test('without a time for it nobody wraps up', async () => {
  const { ann, boss, queue } = town.house
  await boss.caller.patch<Queue>(`/queues/${queue.id}`, { wrap_up_seconds: 0 })
  const { visitor, desk, session } = await chat(town.house, ann)
  await visitor.post('/visitor/end')
  assert.equal(await until(), 0)
  const path = `/sessions/${session.id}/summary`
  assert.equal(await tell(ann.caller, 'POST', path, { summary: 'All the same.' }), 'ok')
  desk.close()
})
