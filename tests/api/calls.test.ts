// Calls: each reason for which one is refused, and who may see and hear what. Not met here, for they
// need a moment nobody can choose or somebody's own sound: call_ended and session_closed within a
// transfer, no_call (it ends while a browser joins), agent_busy as a consultation is completed
// (tests/house/calls_test.cpp), permission_missing of dialling (every role may).

import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import type { Agent, Call, Inbox, Page, Play, Session, Trunk } from '@parley/api'
import { eventually } from '../harness/eventually.ts'
import { employ, furnish, visit, type House, type Person } from '../harness/house.ts'
import { freeUdpPort } from '../harness/lines.ts'
import { Server } from '../harness/server.ts'
import { callOf, makeReady } from '../voice/hotline.ts'
import { chat, houseOfFile, raw, say, tell } from './support.ts'
import { answering, calling, callWhen, connect, hasSipp, isUp, NO_SOUND } from './telephone.ts'
import { OFFER, outside, taken, telephony, THEIRS, type Lines } from './telephone.ts'

const NOWHERE = '0190a6f0-0000-7000-8000-00000000dead'
const CALLER = '+8613800138000'
const skip = !hasSipp && 'sipp is not installed: NO CALL IS TRIED'

const line = await telephony()
let lines: Lines
/** Of no queue. */
let oz: Person
const prepare = async (house: House) => {
  lines = await connect(house, line.carrier)
  oz = await employ(house.boss, { name: 'Oz' })
  await isUp(house)
  if (hasSipp) await answering(house, lines.trunk)
}
const town = houseOfFile({}, prepare, line.options)

const dialled = (person: Person, body: object) => tell(person.caller, 'POST', '/calls', body)

/** With something set otherwise, and set back. */
async function having<T>(path: string, changed: object, usual: object, work: () => Promise<T>) {
  const { caller } = town.house.boss
  await caller.patch(path, changed)
  try {
    return await work()
  } finally {
    await caller.patch(path, usual)
  }
}

test('a number that cannot, or may not, be dialled is refused', async () => {
  const { ann, bob, inbox } = town.house
  const number = THEIRS
  assert.equal(await dialled(ann, {}), '400 missing_field')
  for (const wrong of ['12', 'tea', '+86 138 0013 8000 0000', '+', '++8613800138000'])
    assert.equal(await dialled(ann, { number: wrong }), '400 bad_phone', wrong)
  for (const far of ['+14155550100', '0014155550100'])
    assert.equal(await dialled(ann, { number: far }), '403 number_not_allowed', far)
  assert.equal(await dialled(ann, { contact_id: NOWHERE }), '404 contact_not_found')
  assert.equal(await dialled(ann, { conversation_id: NOWHERE }), '404 conversation_not_found')
  const nobodys = { number, own_number_id: NOWHERE }
  assert.equal(await dialled(ann, nobodys), '404 phone_number_not_found')
  const anns = { number, phone_id: lines.phone.phone.id }
  assert.equal(await dialled(bob, anns), '404 phone_not_found')
  assert.equal(await dialled(ann, { number, inbox_id: inbox.id }), '409 no_own_number')

  const ours = `/phone-numbers/${lines.number.id}`
  const [none, some] = [{ trunk_ids: [] }, { trunk_ids: [lines.trunk.id] }]
  const number_ = { number }
  assert.equal(await having(ours, none, some, () => dialled(ann, number_)), '409 no_trunk')
  const [shut, open] = [{ active: false }, { active: true }]
  const here = `/inboxes/${lines.inbox.id}`
  assert.equal(await having(here, shut, open, () => dialled(ann, number_)), '409 inbox_inactive')
})

test('what an agent has used up is refused', async () => {
  const { ann, boss, queue } = town.house
  const number = { number: THEIRS }
  const rules = '/voice-settings'
  const none = { agent_calls_max: 0 }
  const some = { agent_calls_max: 100 }
  assert.equal(await having(rules, none, some, () => dialled(ann, number)), '429 too_many_calls')
  const [no, many] = [{ agent_minutes_max: 0 }, { agent_minutes_max: 480 }]
  assert.equal(await having(rules, no, many, () => dialled(ann, number)), '429 minutes_used_up')

  const visitor = await visit(town.house)
  const widget = await visitor.line({ inboxKey: town.house.inbox.public_key })
  await say(widget, 'is anybody there?')
  const [one, all] = [{ waiting_max: 1 }, { waiting_max: 1_000 }]
  const full = await having(`/queues/${queue.id}`, one, all, () => dialled(ann, number))
  assert.equal(full, '429 queue_full')
  await visitor.post('/visitor/end')
  widget.close()

  const talk = await chat(town.house, ann)
  assert.equal(await dialled(ann, number), '409 agent_busy')
  // Whoever may not see the contact does not learn their number by calling them.
  const contact = { contact_id: talk.session.contact_id }
  assert.equal(await dialled(oz, contact), '404 contact_not_found')
  const conversation = { conversation_id: talk.conversation }
  assert.equal(await dialled(oz, conversation), '404 conversation_not_found')
  assert.equal(await dialled(boss, contact), '400 missing_field', 'they have no number')
  await ann.caller.post(`/sessions/${talk.session.id}/close`)
  await ann.caller.post('/me/presence', { presence: 'offline' })
  talk.desk.close()
  talk.widget.close()
})

test('a call that waits is whoever answers it', { skip }, async () => {
  const { ann, boss } = town.house
  const caller = calling(line.port, town.house.server.folder)
  const call = await eventually(async () => {
    const { items } = await boss.caller.get<Page<Call>>('/calls')
    return items.find((one) => one.state === 'waiting')
  })
  const path = `/calls/${call.id}`
  const mine = await boss.caller.post<{ phone: { id: string } }>('/phones', {
    name: 'Mine',
    agent_id: boss.id,
  })
  const offer = { offer: OFFER }
  const does = (person: Person, what: string, body: object = {}) =>
    tell(person.caller, 'POST', `${path}${what}`, body)
  assert.equal(await does(oz, '/browser', offer), '404 call_not_found')
  assert.equal(await tell(oz.caller, 'GET', path), '404 call_not_found')
  assert.deepEqual((await oz.caller.get<Page<Call>>('/calls')).items, [])
  assert.equal(await does(ann, '/browser', offer), '403 permission_missing')
  assert.equal(await does(boss, '/browser', offer), '409 not_served_yet')
  assert.equal(await does(boss, '/phone', { phone_id: mine.phone.id }), '409 not_served_yet')
  assert.equal(await does(boss, '/consult', { number: THEIRS }), '409 not_served_yet')
  assert.equal(await does(boss, '/transfer', { number: THEIRS }), '409 not_served_yet')

  await boss.caller.post(`${path}/hang-up`)
  await once(caller, 'exit')
  const over: [string, object][] = [
    ['/browser', offer],
    ['/phone', { phone_id: mine.phone.id }],
    ['/hold', { held: true }],
    ['/keys', { keys: '1' }],
    ['/consult', { number: THEIRS }],
    ['/conference', {}],
    ['/transfer', {}],
    ['/recording', { paused: true }],
    ['/hang-up', {}],
  ]
  for (const [what, body] of over) assert.equal(await does(boss, what, body), '409 call_ended')
  assert.equal(await tell(boss.caller, 'DELETE', `${path}/legs/${NOWHERE}`), '409 call_ended')
})

test('what cannot be done to a call is refused', { skip }, async () => {
  const { ann, bob, boss, queue } = town.house
  const { desk, session, call, path } = await taken(town.house, line.port, ann)
  const does = (what: string, body: object = {}) => tell(ann.caller, 'POST', `${path}${what}`, body)
  assert.equal(await does('/browser', { offer: 'v=0' }), '400 bad_sdp')
  assert.equal(await does('/browser', { offer: NO_SOUND }), '400 no_common_codec')
  assert.equal(await does('/phone', { phone_id: NOWHERE }), '404 phone_not_found')
  assert.equal(await does('/keys', { keys: '1x' }), '400 bad_keys')
  assert.equal(await does('/conference'), '409 nobody_consulted')
  assert.equal(await does('/transfer'), '409 nobody_consulted')
  assert.equal(await does('/recording', { paused: true }), '409 not_recorded')
  for (const leg of [NOWHERE, call.legs[0]?.id])
    assert.equal(await tell(ann.caller, 'DELETE', `${path}/legs/${leg}`), '404 leg_not_found')

  for (const what of ['/consult', '/transfer']) {
    const two = { queue_id: queue.id, number: THEIRS }
    assert.equal(await does(what, two), '400 transfer_target', what)
    assert.equal(await does(what, { number: '12' }), '400 bad_phone')
    assert.equal(await does(what, { number: '+14155550100' }), '403 number_not_allowed')
    assert.equal(await does(what, { agent_id: NOWHERE }), '404 agent_not_found')
    assert.equal(await does(what, { queue_id: NOWHERE }), '404 queue_not_found')
    const trunk = `/trunks/${lines.trunk.id}`
    const [shut, open] = [{ active: false }, { active: true }]
    const number = { number: THEIRS }
    assert.equal(await having(trunk, shut, open, () => does(what, number)), '409 no_trunk')
  }
  assert.equal(await does('/consult', {}), '400 transfer_target')
  assert.equal(await does('/consult', { agent_id: bob.id }), '409 agent_away')
  assert.equal(await does('/consult', { queue_id: queue.id }), '409 nobody_free')
  await boss.caller.patch(`/agents/${bob.id}`, { capacity: 50 })
  const other = await makeReady(bob)
  assert.equal(await does('/consult', { agent_id: bob.id }), '409 agent_busy')
  await boss.caller.patch(`/agents/${bob.id}`, { capacity: 100 })

  assert.equal(await dialled(bob, { number: CALLER }), '409 served_already')
  const [one, many] = [{ calls_max: 1 }, { calls_max: 200 }]
  const at = '/voice-settings'
  const number = { number: THEIRS }
  assert.equal(await having(at, one, many, () => dialled(bob, number)), '429 too_many_calls')
  const refused = await having(at, one, many, async () => {
    const second = calling(line.port, town.house.server.folder)
    await once(second, 'exit')
    return second.exitCode
  })
  assert.notEqual(refused, 0, 'one more who calls is told that it is busy')
  await ann.caller.post(`/sessions/${session.id}/close`)
  await bob.caller.post('/me/presence', { presence: 'offline' })
  for (const each of [desk, other]) each.close()
})

test('a call has room for eight', { skip }, async () => {
  const { ann, boss } = town.house
  const port = await freeUdpPort()
  const trunk = await boss.caller.post<Trunk>('/trunks', {
    name: 'Nobody answers',
    host: '127.0.0.1',
    port,
  })
  await answering(town.house, trunk, 'ringer')
  const ours = `/phone-numbers/${lines.number.id}`
  const { desk, session, path } = await taken(town.house, line.port, ann)
  await having(ours, { trunk_ids: [trunk.id] }, { trunk_ids: [lines.trunk.id] }, async () => {
    for (let place = 1; place < 8; place++)
      await ann.caller.post(`${path}/consult`, { number: THEIRS })
    for (const [what, body] of [
      ['/consult', { number: THEIRS }],
      ['/transfer', { number: THEIRS }],
      ['/browser', { offer: OFFER }],
      ['/phone', { phone_id: lines.phone.phone.id }],
    ] as const)
      assert.equal(await tell(ann.caller, 'POST', path + what, body), '409 call_full', what)
  })
  await ann.caller.post(`/sessions/${session.id}/close`)
  desk.close()
})

test('a recording is heard by whoever may, when it is whole', { skip }, async () => {
  const { ann, boss, server } = town.house
  const sue = await employ(boss, { name: 'Sue', role: 'supervisor' })
  const { desk, session, call, path } = await taken(town.house, line.port, ann)
  await ann.caller.post(`${path}/consult`, { number: THEIRS })
  await outside(ann, call.id)
  await ann.caller.post(`${path}/conference`)
  const { recordings } = await callWhen(ann, call.id, (one) => one.recordings.length === 1)
  const recording = `/recordings/${recordings[0]?.id}`
  const all = [
    ['POST', `${recording}/play`],
    ['GET', `${recording}/audio?play=1.x`],
    ['GET', `${recording}/waveform`],
    ['DELETE', recording],
  ] as const
  for (const [method, at] of all) {
    assert.equal(await tell(boss.caller, method, at), '409 recording_not_ended', at)
    assert.equal(await tell(ann.caller, method, at), '403 permission_missing', at)
    assert.equal(await tell(oz.caller, method, at), '404 recording_not_found', at)
  }
  await ann.caller.post(`/sessions/${session.id}/close`)
  await callWhen(boss, call.id, (one) => (one.recordings[0]?.bytes ?? 0) > 0)
  assert.equal(await tell(boss.caller, 'GET', `${recording}/audio?play=1.x`), '403 play_expired')
  const { url } = await boss.caller.post<Play>(`${recording}/play`)
  const other = await raw(server, 'GET', url, sue.caller.headers())
  assert.equal(((await other.json()) as { code: string }).code, 'play_expired', 'asked by another')
  assert.equal(await tell(sue.caller, 'DELETE', recording), '403 permission_missing')
  await boss.caller.call('DELETE', recording)
  for (const [method, at] of all)
    assert.equal(await tell(boss.caller, method, at), '404 recording_not_found', at)
  assert.equal((await raw(server, 'GET', url, boss.caller.headers())).status, 404)
  desk.close()
})

test('the contact is the same one again, and their session has the call', { skip }, async () => {
  const { ann } = town.house
  const { desk, session, call } = await taken(town.house, line.port, ann)
  assert.equal(call.number, CALLER)
  const shown = await callOf(ann, await ann.caller.get<Session>(`/sessions/${session.id}`))
  assert.equal(shown.id, call.id)
  const { items } = await ann.caller.get<Page<Call>>(`/calls?contact_id=${session.contact_id}`)
  assert.ok(items.length >= 2 && items[0]?.id === call.id, 'newest first')
  const first = await ann.caller.get<Page<Call>>(`/calls?contact_id=${session.contact_id}&limit=1`)
  const rest = `/calls?contact_id=${session.contact_id}&cursor=${first.next_cursor}`
  assert.equal((await ann.caller.get<Page<Call>>(rest)).items[0]?.id, items[1]?.id)
  await ann.caller.post(`/sessions/${session.id}/close`)
  desk.close()
})

test('nobody chats at an inbox that is called', async () => {
  const { inbox, house } = { ...lines, ...town }
  const at = { inbox_key: inbox.public_key, locale: 'en' }
  assert.equal(await tell(house.ann.caller, 'POST', '/visitors', at), '404 inbox_not_found')
  const shown = await tell(house.ann.caller, 'GET', `/widget/${inbox.public_key}`)
  assert.equal(shown, '404 inbox_not_found')
  const own = await house.boss.caller.get<Inbox>(`/inboxes/${inbox.id}`)
  assert.equal(own.channel, 'phone')

  // The page that says so is in no site's frame, as for a key that nobody has.
  const framers = async (key: string) => {
    const page = await raw(house.server, 'GET', `/widget/?key=${key}`)
    return /frame-ancestors [^;]*/.exec(page.headers.get('content-security-policy') ?? '')?.[0]
  }
  assert.equal(await framers(inbox.public_key), "frame-ancestors 'none'")
  assert.equal(await framers('nobody-has-it'), "frame-ancestors 'none'")
  assert.equal(await framers(house.inbox.public_key), 'frame-ancestors *')
})

test('a call that was hung up takes its summary, and the next one waits', { skip }, async () => {
  const { ann, bob, queue } = town.house
  const rule = `/queues/${queue.id}`
  const [long, none] = [{ wrap_up_seconds: 60 }, { wrap_up_seconds: 0 }]
  await having(rule, long, none, async () => {
    const { desk, session, path } = await taken(town.house, line.port, ann)
    const summary = `/sessions/${session.id}/summary`
    const body = { summary: 'Refunded.', resolved: true }
    assert.equal(await tell(ann.caller, 'POST', summary, body), '409 session_open')
    await ann.caller.post(`${path}/hang-up`)
    await desk.until((one) => one.type === 'event' && one.event.kind === 'agent_wrap_up_started')
    assert.equal(await tell(bob.caller, 'POST', summary, body), '403 permission_missing')
    const written = await ann.caller.post<Session>(summary, body)
    assert.deepEqual(
      [written.state, written.summary, written.resolved],
      ['closed', 'Refunded.', true],
    )
    const agent = await ann.caller.call<Agent>('DELETE', '/me/wrap-up')
    assert.equal(agent.wrap_up_until, 0)
    desk.close()
  })
})

test('the voice process is in the figures', { skip }, async () => {
  const { ann, server } = town.house
  const figures = async () => (await raw(server, 'GET', '/metrics')).text()
  const figure = async (name: string) =>
    Number(new RegExp(`^parley_voice_${name} (\\d+)$`, 'm').exec(await figures())?.[1])
  assert.equal(await figure('up'), 1)
  const { desk, session } = await taken(town.house, line.port, ann)
  // Told every five seconds.
  await eventually(async () => (await figure('calls')) > 0 || undefined)
  await eventually(async () => (await figure('legs')) > 0 || undefined)
  await ann.caller.post(`/sessions/${session.id}/close`)
  await eventually(async () => (await figure('packets_total')) > 0 || undefined)
  assert.ok((await figure('packets_lost_total')) >= 0)
  desk.close()
})

test('so many hear themselves at once, and no more', async () => {
  const { ann, boss } = town.house
  const echo = (offer: string) => tell(ann.caller, 'POST', '/echo-test', { offer })
  assert.equal(await echo('v=0'), '400 bad_sdp')
  assert.equal(await echo(NO_SOUND), '400 no_common_codec')
  let answer = 'ok'
  for (let tries = 0; tries <= 20 && answer === 'ok'; tries++) answer = await echo(OFFER)
  assert.equal(answer, '429 too_many_calls')
  const key = { name: 'Till', scopes: ['sessions_write'] }
  const { secret } = await boss.caller.post<{ secret: string }>('/api-keys', key)
  const headers = { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json' }
  const body = JSON.stringify({ offer: OFFER })
  const program = await raw(town.house.server, 'POST', '/api/v1/echo-test', headers, body)
  assert.equal(((await program.json()) as { code: string }).code, 'not_by_api_key')
})

test('where there is no telephony that is said', async (t) => {
  const server = await Server.start()
  t.after(() => server.remove())
  const { ann, boss } = await furnish(server)
  assert.deepEqual(await boss.caller.get('/voice'), { available: false, server: '' })
  assert.equal(await dialled(ann, { number: THEIRS }), '503 voice_unavailable')
  const echo = await tell(ann.caller, 'POST', '/echo-test', { offer: OFFER })
  assert.equal(echo, '503 voice_unavailable')
})
