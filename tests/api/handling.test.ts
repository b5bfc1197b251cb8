// Colleagues, picking by hand, wrap-up codes, longer wrap-ups, capacity profiles and callbacks, as
// programs and pages meet them. What needs time to pass is in tests/house.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type {
  Agent,
  CapacityProfile,
  CodeReport,
  EventFrame,
  Page,
  PresenceReason,
  PresenceReport,
  Queue,
  Session,
  Targets,
  VisitorSession,
  WrapUpCode,
} from '@parley/api'
import type { Line } from '../harness/client.ts'
import { eventually } from '../harness/eventually.ts'
import { employ, visit } from '../harness/house.ts'
import type { Person } from '../harness/house.ts'
import { ask, chat, event, houseOfFile, messageId, offered, say, tell } from './support.ts'
import type { Chat } from './support.ts'
import { connect } from './telephone.ts'

const town = houseOfFile({ queue: { wrap_up_seconds: 0, wrap_up_extensions_max: 1 } })

const kind = (wanted: string, detail?: string) => (frame: EventFrame) =>
  frame.event.kind === wanted && (detail === undefined || frame.event.detail === detail)
const set = (body: Partial<Queue>) =>
  town.house.boss.caller.patch<Queue>(`/queues/${town.house.queue.id}`, body)

interface Beside {
  talk: Chat
  cy: Person
  line: Line
}

const asking = (agent_id: string, kind: string, note?: string) => ({
  agent_id,
  kind,
  ...(note ? { note } : {}),
})
const loud = { client_msg_id: messageId(), text: 'Hello!' }

test('a colleague outside of the queue is asked, advises unseen, joins, and takes it over', async () => {
  const { house } = town
  const cy = await employ(house.boss, { name: 'Cy' })
  const talk = await chat(house, house.ann)
  const path = `/sessions/${talk.session.id}/colleagues`
  const put = (body: object) => tell(house.ann.caller, 'POST', path, body)
  assert.equal(await put(asking(cy.id, 'consult')), '409 agent_away')
  const line = await cy.caller.line()
  line.send({ type: 'presence', presence: 'away' })
  await eventually(async () => {
    const { agents } = await house.ann.caller.get<Targets>('/targets')
    return agents.find((one) => one.agent_id === cy.id)?.presence === 'away' || undefined
  })
  assert.equal(await put(asking(house.ann.id, 'consult')), '400 transfer_target')
  assert.equal(await put(asking(cy.id, 'dance')), '400 unknown_value')
  const beside = { talk, cy, line }
  await advises(beside, await isAsked(beside))
  await joins(beside)
  await talk.visitor.post('/visitor/end')
  for (const one of [line, talk.desk, talk.widget]) one.close()
})

async function isAsked({ talk, cy, line }: Beside): Promise<string> {
  const { ann } = town.house
  const path = `/sessions/${talk.session.id}`
  assert.equal(await tell(cy.caller, 'GET', path), '404 session_not_found')
  const question = asking(cy.id, 'consult', 'What do we do?')
  const asked = await ann.caller.post<Session>(`${path}/colleagues`, question)
  const part = asked.colleagues[0] ?? assert.fail()
  assert.deepEqual(
    [part.kind, part.state, part.agent_id, part.asked_by],
    ['consult', 'asked', cy.id, ann.id],
  )
  assert.equal(asked.agent_id, ann.id, 'it is still with who asked')
  const told = await event(line, kind('colleague_asked', 'consult'))
  assert.equal(told.event.session?.id, talk.session.id)
  const again = await tell(ann.caller, 'POST', `${path}/colleagues`, asking(cy.id, 'invite'))
  assert.equal(again, '409 already_in_session')
  const accept = `${path}/colleagues/${part.id}/accept`
  assert.equal(await tell(ann.caller, 'POST', accept), '409 colleague_gone')
  return part.id
}

async function advises({ talk, cy, line }: Beside, part: string) {
  const path = `/sessions/${talk.session.id}`
  const joined = await cy.caller.post<Session>(`${path}/colleagues/${part}/accept`)
  assert.equal(joined.colleagues[0]?.state, 'joined')
  await event(talk.desk, kind('colleague_joined'))
  const messages = `/conversations/${talk.conversation}/messages`
  const note = { client_msg_id: messageId(), text: 'Refund it.', visibility: 'staff' }
  assert.equal(await tell(cy.caller, 'POST', messages, note), 'ok')
  assert.equal(await tell(cy.caller, 'POST', messages, loud), '403 permission_missing')
  const heard = await event(line, (frame) => frame.event.message?.text === 'Refund it.')
  assert.equal(heard.event.message?.sender_id, cy.id)
  const mine = await cy.caller.get<Page<Session>>('/sessions?list=mine')
  assert.deepEqual(
    mine.items.map((one) => one.id),
    [talk.session.id],
  )
  await cy.caller.call('DELETE', `${path}/colleagues/${part}`)
  await event(talk.desk, kind('colleague_left', 'left'))
  assert.equal(await tell(cy.caller, 'GET', path), '404 session_not_found')
}

async function joins({ talk, cy }: Beside) {
  const { ann } = town.house
  const path = `/sessions/${talk.session.id}/colleagues`
  const invited = await ann.caller.post<Session>(path, asking(cy.id, 'invite'))
  await cy.caller.post(`${path}/${invited.colleagues[0]?.id}/accept`)
  const messages = `/conversations/${talk.conversation}/messages`
  assert.equal(await tell(cy.caller, 'POST', messages, loud), 'ok')
  await talk.widget.until(
    (frame) => frame.type === 'event' && frame.event.message?.text === 'Hello!',
  )
  const seen = JSON.stringify(talk.widget.frames)
  assert.ok(!seen.includes('Refund it.') && !seen.includes('What do we do?'))
  assert.ok(!seen.includes('colleague_asked'), 'the visitor is told of no question')
  assert.ok(seen.includes('"colleague_joined"'), 'but that somebody has come')
  const given = await ann.caller.post<Session>(path, asking(cy.id, 'transfer'))
  assert.equal(given.agent_id, cy.id, 'who is there already has it at once')
  assert.deepEqual(given.colleagues, [])
}

test('who declines leaves it where it was', async () => {
  const { house } = town
  const { ann, bob } = house
  const { visitor, desk, session } = await chat(house, ann)
  const line = await bob.caller.line()
  line.send({ type: 'presence', presence: 'away' })
  const path = `/sessions/${session.id}/colleagues`
  const body = { agent_id: bob.id, kind: 'transfer' }
  await eventually(async () => (await tell(ann.caller, 'POST', path, body)) === 'ok' || undefined)
  const told = await event(line, kind('colleague_asked', 'transfer'))
  const part = told.event.session?.colleagues[0] ?? assert.fail()
  const left = await bob.caller.post<Session>(`${path}/${part.id}/decline`)
  assert.equal(left.agent_id, ann.id)
  await event(desk, kind('colleague_left', 'declined'))
  assert.equal(await tell(bob.caller, 'POST', `${path}/${part.id}/accept`), '409 colleague_gone')
  await visitor.post('/visitor/end')
  for (const one of [line, desk]) one.close()
})

test('wrap-up codes are set, chosen, insisted on, and counted', async () => {
  const { house } = town
  const { ann, boss } = house
  const from = Date.now() - 60_000
  const refund = await boss.caller.post<WrapUpCode>('/wrap-up-codes', { name: 'Refund' })
  const other = await boss.caller.post<WrapUpCode>('/wrap-up-codes', { name: 'Other' })
  assert.equal(
    await tell(boss.caller, 'POST', '/wrap-up-codes', { name: 'Refund' }),
    '409 name_taken',
  )
  assert.equal(
    await tell(ann.caller, 'POST', '/wrap-up-codes', { name: 'x' }),
    '403 permission_missing',
  )
  const codes = await ann.caller.get<Page<WrapUpCode>>('/wrap-up-codes')
  assert.deepEqual(
    codes.items.map((one) => one.name),
    ['Other', 'Refund'],
  )

  await set({ wrap_up_codes: 'required' })
  const { visitor, desk, session } = await chat(house, ann)
  const close = (wrap_up_code_ids?: string[]) =>
    tell(ann.caller, 'POST', `/sessions/${session.id}/close`, { summary: 'x', wrap_up_code_ids })
  assert.equal(await close(), '400 wrap_up_code_required')
  assert.equal(await close([session.id]), '404 wrap_up_code_not_found')
  assert.match(await close(Array(6).fill(refund.id)), /^(400 out_of_range|429 too_many)$/)
  assert.equal(await close([refund.id, other.id]), 'ok')
  const kept = await ann.caller.get<Session>(`/sessions/${session.id}`)
  assert.deepEqual(kept.wrap_up_code_ids, [refund.id, other.id])
  assert.ok(!JSON.stringify(visitor.credential).includes(refund.id))
  await set({ wrap_up_codes: 'optional' })

  const report = await eventually(async () => {
    const told = await boss.caller.get<CodeReport>(`/reports/wrap-up-codes?from=${from}`)
    return told.rows.length === 2 ? told : undefined
  })
  assert.deepEqual(
    report.rows.map((one) => [one.name, one.sessions]),
    [
      ['Other', 1],
      ['Refund', 1],
    ],
  )
  const off = await boss.caller.patch<WrapUpCode>(`/wrap-up-codes/${other.id}`, { active: false })
  assert.equal(off.active, false)
  assert.notEqual(off.version, other.version)
  desk.close()
})

test('a wrap-up is made longer once, as its queue says', async () => {
  const { house } = town
  const { ann } = house
  await set({ wrap_up_seconds: 60, wrap_up_extend_seconds: 30 })
  assert.equal(await tell(ann.caller, 'POST', '/me/wrap-up'), '409 not_wrapping_up')
  const { visitor, desk } = await chat(house, ann)
  await visitor.post('/visitor/end')
  const begun = await event(desk, kind('agent_wrap_up_started'))
  const longer = await ann.caller.post<Agent>('/me/wrap-up')
  assert.equal(longer.wrap_up_until, (begun.event.agent?.wrap_up_until ?? 0) + 30_000)
  assert.equal(longer.wrap_up_extensions, 1)
  assert.equal(longer.wrap_up_queue_id, house.queue.id)
  await event(desk, kind('agent_wrap_up_extended'))
  assert.equal(await tell(ann.caller, 'POST', '/me/wrap-up'), '409 wrap_up_not_extendable')
  await ann.caller.call('DELETE', '/me/wrap-up')
  await set({ wrap_up_seconds: 0 })
  desk.close()
})

test('what waits is taken by hand where the queue has it so, and once', async () => {
  const { house } = town
  const { ann, bob, boss } = house
  await ann.caller.post('/me/presence', { presence: 'away' })
  await set({ picking: 'picked' })
  const visitor = await visit(house)
  const widget = await visitor.line({ inboxKey: house.inbox.public_key })
  const first = await say(widget, 'anybody?')
  const path = `/sessions/${first.session_id}/pick`
  assert.equal(await tell(boss.caller, 'POST', path), '403 permission_missing')
  const picked = await ann.caller.post<Session>(path)
  assert.deepEqual([picked.agent_id, picked.state], [ann.id, 'assigned'])
  await bob.caller.post('/me/presence', { presence: 'away' })
  assert.equal(await tell(bob.caller, 'POST', path), '409 already_taken')
  await set({ picking: 'offered' })
  await visitor.post('/visitor/end')
  assert.equal(await tell(bob.caller, 'POST', path), '409 session_closed')
  widget.close()
})

test('what somebody is away for is chosen of a list, and adds up', async () => {
  const { house } = town
  const { ann, boss } = house
  const made = await boss.caller.post<PresenceReason>('/presence-reasons', {
    name: 'Errand',
    kind: 'other',
    productive: true,
    minutes_max: 15,
    precedence: 5,
  })
  const away = (reason: string) =>
    tell(ann.caller, 'POST', '/me/presence', { presence: 'away', reason })
  const post = (body: object) => tell(boss.caller, 'POST', '/presence-reasons', body)
  assert.equal(await post({ name: 'Errand' }), '409 name_taken')
  assert.equal(await post({ name: 'x', minutes_max: 1441 }), '400 out_of_range')
  assert.equal(await post({ name: 'x', precedence: 0 }), '400 out_of_range')
  assert.equal(await post({ name: 'x', kind: 'nap' }), '400 unknown_value')
  assert.equal(
    await tell(ann.caller, 'POST', '/presence-reasons', { name: 'x' }),
    '403 permission_missing',
  )
  const { items } = await ann.caller.get<Page<PresenceReason>>('/presence-reasons')
  assert.deepEqual(
    items.map((one) => one.name),
    ['Errand', 'Rest', 'Meal', 'Meeting', 'Training'],
  )
  const from = Date.now() - 60_000
  assert.equal(await away(made.word), 'ok')
  assert.equal(await away('no_answer'), '404 presence_reason_not_found')
  await boss.caller.patch(`/presence-reasons/${made.id}`, { name: 'Errands', active: false })
  assert.equal(await away(made.word), 'ok')
  const told = await boss.caller.get<PresenceReport>(`/reports/presence?from=${from}`)
  const row = told.rows.find((one) => one.reason === made.word) ?? assert.fail()
  assert.deepEqual([row.name, row.kind, row.productive, row.times], ['Errands', 'other', true, 1])
  assert.ok(row.spent_ms > 0 && row.longest_ms <= row.spent_ms)
  assert.equal(await away('meal'), 'ok')
  assert.equal(await away(made.word), '404 presence_reason_not_found')
  const own = await ann.caller.get<PresenceReport>(
    `/reports/presence?from=${from}&agent_id=${ann.id}`,
  )
  // Without a reason they were away before.
  const reasons = own.rows.map((one) => one.reason).filter((one) => one !== '')
  assert.deepEqual(reasons.sort(), [made.word, 'meal'].sort())
  const all = `/reports/presence?from=${from}`
  assert.equal(await tell(ann.caller, 'GET', all), '403 permission_missing')
  await ann.caller.post('/me/presence', { presence: 'offline' })
})

test('a capacity profile says what a chat takes of an agent', async () => {
  const { house } = town
  const { ann, boss } = house
  const shares = [{ channel: 'webchat', share: 70 }]
  const made = await boss.caller.post<CapacityProfile>('/capacity-profiles', {
    name: 'Beginners',
    shares,
  })
  assert.deepEqual(made.shares, shares)
  const wrong = { name: 'x', shares: [{ channel: 'pigeon', share: 10 }] }
  assert.equal(await tell(boss.caller, 'POST', '/capacity-profiles', wrong), '400 unknown_value')
  await boss.caller.patch(`/agents/${ann.id}`, { capacity_profile_id: made.id })
  const path = `/capacity-profiles/${made.id}`
  assert.equal(await tell(boss.caller, 'DELETE', path), '409 profile_in_use')
  const { visitor, desk } = await chat(house, ann)
  const { agents } = await ann.caller.get<Targets>('/targets')
  assert.equal(agents.find((one) => one.agent_id === ann.id)?.load, 70)
  await boss.caller.patch(path, { shares: [{ channel: 'webchat', share: 30 }] })
  await visitor.post('/visitor/end')
  await boss.caller.patch(`/agents/${ann.id}`, { capacity_profile_id: null })
  await boss.caller.call('DELETE', path)
  assert.equal(await tell(boss.caller, 'DELETE', path), '404 capacity_profile_not_found')
  desk.close()
})

test('who waits asks to be called back and keeps the place', async () => {
  const { house } = town
  const { ann } = house
  await ann.caller.post('/me/presence', { presence: 'away' })
  const visitor = await visit(house)
  const widget = await visitor.line({ inboxKey: house.inbox.public_key })
  const first = await say(widget, 'I am in a hurry')
  const number = '138 0013 8000'
  const put = (body: object) => tell(visitor, 'POST', '/visitor/callback', body)
  assert.equal(await put({ number }), '409 callback_not_offered')
  await connect(house, 5_060)
  await set({ callback_attempts_max: 2 })
  assert.equal(await put({ number: 'soon' }), '400 bad_phone')
  assert.equal(await put({ number: '+12025550100' }), '403 number_not_allowed')
  const waiting = await visitor.post<VisitorSession>('/visitor/callback', { number })
  assert.equal(waiting.callback_number, '+8613800138000')
  const seen = await ann.caller.get<Session>(`/sessions/${first.session_id}`)
  assert.equal(seen.callback?.state, 'waiting')
  assert.equal(seen.share, 100, 'as much as a call')
  const dial = { callback_session_id: first.session_id }
  assert.match(
    await tell(ann.caller, 'POST', '/calls', dial),
    /^(409 no_callback|503 voice_unavailable)$/,
  )
  await visitor.post('/visitor/end')
  assert.equal(await put({ number }), '409 session_closed')
  await set({ callback_attempts_max: 0 })
  widget.close()
})

test('messages left while nobody is there are bounded', async () => {
  const { house } = town
  for (const one of [house.ann, house.bob])
    await one.caller.post('/me/presence', { presence: 'offline' })
  await set({ left_messages_max: 0 })
  const visitor = await visit(house)
  const widget = await visitor.line({ inboxKey: house.inbox.public_key })
  const answer = await ask(widget, { type: 'send', client_msg_id: messageId(), text: 'hello?' })
  assert.ok(answer.type === 'error' && answer.code === 'messages_full', JSON.stringify(answer))
  await set({ left_messages_max: 1000 })
  widget.close()
})

test('what nobody may name is refused alike', async () => {
  const { house } = town
  const { visitor, desk, session } = await offered(house, house.ann)
  const nowhere = '0190a6f0-0000-7000-8000-00000000dead'
  const path = `/sessions/${session.id}/colleagues`
  const body = { agent_id: house.bob.id, kind: 'consult' }
  assert.equal(await tell(house.boss.caller, 'POST', path, body), '409 not_served_yet')
  assert.equal(
    await tell(house.boss.caller, 'POST', `/sessions/${nowhere}/colleagues`, body),
    '404 session_not_found',
  )
  await visitor.post('/visitor/end')
  desk.close()
})
