// Every bound and every malformed input has its own stable code; `tell` holds each against
// docs/guide/errors.md.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ErrorFrame } from '@parley/api'
import type { Refused } from '../harness/client.ts'
import { employ, PASSWORD, visit } from '../harness/house.ts'
import { ask, chat, DOCUMENTED, houseOfFile, messageId, raw, tell } from './support.ts'

const town = houseOfFile()
const long = (count: number) => '界'.repeat(count)

type Case = readonly [path: string, body: unknown, told: string, field: string]

const agent = { name: 'x', email: 'x@x.example', password: PASSWORD, role: 'agent' }

/** POSTs of an administrator. */
const cases: readonly Case[] = [
  ['/queues', {}, '400 missing_field', '/name'],
  ['/queues', { name: ' ' }, '400 missing_field', '/name'],
  ['/queues', { name: 7 }, '400 wrong_type', '/name'],
  ['/queues', { name: long(101) }, '400 name_too_long', '/name'],
  ['/queues', { name: 'a\u0000b' }, '400 control_character', '/name'],
  ['/queues', { name: 'x', share: 0 }, '400 out_of_range', '/share'],
  ['/queues', { name: 'x', share: 101 }, '400 out_of_range', '/share'],
  ['/queues', { name: 'x', share: '1' }, '400 wrong_type', '/share'],
  ['/queues', { name: 'x', share: 1.5 }, '400 wrong_type', '/share'],
  ['/queues', { name: 'x', share: 1e20 }, '400 wrong_type', '/share'],
  ['/queues', { name: 'x', offer_seconds: 4 }, '400 out_of_range', '/offer_seconds'],
  ['/queues', { name: 'x', offer_seconds: 301 }, '400 out_of_range', '/offer_seconds'],
  ['/queues', { name: 'x', wrap_up_seconds: -1 }, '400 out_of_range', '/wrap_up_seconds'],
  ['/queues', { name: 'x', waiting_max: -1 }, '400 out_of_range', '/waiting_max'],
  ['/queues', { name: 'x', strategy: 'nobody' }, '400 unknown_value', '/strategy'],
  ['/queues', { name: 'x', skills: ['two words'] }, '400 bad_skill', '/skills'],
  ['/queues', { name: 'x', skills: Array(17).fill('en') }, '429 too_many', '/skills'],
  ['/queues', { name: 'x', callback_key: '12' }, '400 bad_keys', '/callback_key'],
  ['/queues', { name: 'x', overflow_queue_id: 'x' }, '400 unknown_value', '/overflow_queue_id'],
  ['/agents', { ...agent, email: 'no address' }, '400 bad_email', '/email'],
  ['/agents', { ...agent, email: 'ANN@lantern.example' }, '409 email_taken', '/email'],
  ['/agents', { ...agent, password: 'short' }, '400 password_too_short', '/password'],
  ['/agents', { ...agent, password: 'x'.repeat(201) }, '400 text_too_long', '/password'],
  ['/agents', { ...agent, role: 'owner' }, '400 unknown_value', '/role'],
  ['/agents', { ...agent, capacity: 101 }, '400 out_of_range', '/capacity'],
  [
    '/agents',
    { ...agent, skills: [{ name: 'en', level: 'x' }] },
    '400 wrong_type',
    '/skills/0/level',
  ],
  ['/me/presence', { presence: 'gone' }, '400 unknown_value', '/presence'],
  ['/me/presence', { presence: 'away', reason: 'Not So' }, '400 bad_presence_reason', '/reason'],
]

test('a body that breaks a rule is refused with its code and field', async () => {
  for (const [path, body, told, field] of cases) {
    const where = `${path} ${JSON.stringify(body).slice(0, 120)}`
    assert.equal(await tell(town.house.boss.caller, 'POST', path, body), told, where)
    await assert.rejects(town.house.boss.caller.post(path, body), (error: Refused) => {
      assert.equal(error.problem.field, field, where)
      return true
    })
  }
})

test('what is no JSON, too deep, no text or too large is told apart', async () => {
  const { server, boss } = town.house
  const post = async (body: BodyInit, path = '/queues') => {
    const headers = { Cookie: boss.caller.cookie, 'X-Parley-Request': '1' }
    const answer = await raw(server, 'POST', `/api/v1${path}`, headers, body)
    const problem = (await answer.json()) as { code: string; request_id: string }
    assert.ok(DOCUMENTED.has(problem.code), problem.code)
    assert.equal(answer.headers.get('content-type'), 'application/problem+json')
    assert.equal(problem.request_id, answer.headers.get('x-request-id'))
    return `${answer.status} ${problem.code}`
  }
  assert.equal(await post('{"name":'), '400 malformed_json')
  assert.equal(await post(''), '400 malformed_json')
  assert.equal(await post('[]'), '400 wrong_type')
  assert.equal(await post('"x"'), '400 wrong_type')
  assert.equal(await post(`{"name":${'['.repeat(40)}${']'.repeat(40)}}`), '400 too_deep')
  assert.equal(await post('{"name":"\\ud800"}'), '400 malformed_json')
  const badUtf8 = Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xff]), Buffer.from('"}')])
  assert.match(await post(badUtf8), /^400 (malformed_json|bad_utf8)$/)
  assert.equal(await post(`{"name":"${'x'.repeat(2_000_000)}"}`), '413 body_too_large')
})

test('an address that is not there, and a method it does not know', async () => {
  const { server, boss } = town.house
  assert.equal(await tell(boss.caller, 'GET', '/nothing'), '404 not_found')
  assert.equal(await tell(boss.caller, 'DELETE', '/queues'), '405 method_not_allowed')
  const headers = { Cookie: boss.caller.cookie, 'X-Parley-Request': '1' }
  const answer = await raw(server, 'PUT', '/api/v1/queues', headers, '{}')
  assert.equal(answer.headers.get('allow'), 'GET, POST')
})

test('a query that breaks a rule', async () => {
  const { boss } = town.house
  const told: readonly (readonly [string, string])[] = [
    ['/sessions?limit=0', '400 out_of_range'],
    ['/sessions?limit=201', '400 out_of_range'],
    ['/sessions?limit=x', '400 out_of_range'],
    ['/sessions?list=nobody', '400 unknown_value'],
    ['/sessions?cursor=x', '400 bad_cursor'],
    ['/agents?cursor=x', '400 bad_cursor'],
    ['/search?q=hello&cursor=x', '400 bad_cursor'],
    [`/sessions?cursor=${'x'.repeat(201)}`, '400 bad_cursor'],
    ['/search?q=', '400 nothing_to_search'],
    ['/search', '400 nothing_to_search'],
    ['/search?q=%20%E3%80%82', '400 nothing_to_search'],
    [`/search?q=${'x'.repeat(201)}`, '400 text_too_long'],
    ['/reports?by=weather', '400 unknown_value'],
    ['/reports?step=week', '400 unknown_value'],
    ['/reports?queue_id=x', '400 unknown_value'],
    ['/reports?figures=csat,luck', '400 unknown_value'],
    ['/reports?threshold=0', '400 out_of_range'],
    ['/reports?threshold=3601', '400 out_of_range'],
    ['/reports?short=-1', '400 out_of_range'],
    ['/reports?good=6', '400 out_of_range'],
    ['/reports?from=-1', '400 out_of_range'],
    ['/reports?from=2&to=1', '400 range_backwards'],
    ['/reports?from=0&to=69120000001', '400 range_too_long'],
    ['/reports?from=0&to=2592000000&by=time&step=quarter', '400 too_many_rows'],
    ['/reports/sheet', '400 unknown_value'],
    ['/reports/sheet?format=pdf', '400 unknown_value'],
    ['/reports/list', '400 unknown_value'],
    ['/reports/list?figure=csat_relative', '400 figure_without_list'],
    ['/reports/list?figure=csat&cursor=x', '400 bad_cursor'],
    ['/me/figures?from=2&to=1', '400 range_backwards'],
  ]
  for (const [path, wanted] of told)
    assert.equal(await tell(boss.caller, 'GET', path), wanted, path)
})

test('messages, by REST and by the line, are held to the same rules', async () => {
  const talk = await chat(town.house, town.house.ann)
  const path = `/conversations/${talk.conversation}/messages`
  const id = messageId()
  const bodies: readonly (readonly [Record<string, unknown>, string])[] = [
    [{ client_msg_id: id, text: long(4_001) }, '400 text_too_long'],
    [{ client_msg_id: id, text: '' }, '400 empty_message'],
    [{ client_msg_id: id }, '400 empty_message'],
    [{ client_msg_id: id, text: 'a\u0007b' }, '400 control_character'],
    [{ client_msg_id: '', text: 'x' }, '400 bad_client_msg_id'],
    [{ client_msg_id: 'x'.repeat(65), text: 'x' }, '400 bad_client_msg_id'],
    [{ client_msg_id: '界', text: 'x' }, '400 bad_client_msg_id'],
    [{ client_msg_id: id, text: 'x', attachment_id: 'x' }, '400 unknown_value'],
    [{ client_msg_id: id, text: 'x', visibility: 'nobody' }, '400 unknown_value'],
  ]
  for (const [body, wanted] of bodies) {
    assert.equal(await tell(town.house.ann.caller, 'POST', path, body), wanted)
    const frame = { type: 'send', conversation_id: talk.conversation, ...body }
    talk.desk.send(frame as never)
    const answer = (await talk.desk.until((one) => one.type === 'error')) as ErrorFrame
    assert.equal(answer.code, wanted.slice(4), JSON.stringify(body).slice(0, 80))
  }
  // The bound itself is allowed: 4,000 characters, not bytes.
  const most = await ask(talk.desk, {
    type: 'send',
    client_msg_id: 'x'.repeat(64),
    text: long(4_000),
    conversation_id: talk.conversation,
  })
  assert.ok(most.type === 'ack' && most.message.text === long(4_000))
  assert.equal(
    await tell(town.house.ann.caller, 'POST', `/conversations/${talk.conversation}/read`, {
      seq: 900,
    }),
    '400 seq_out_of_range',
  )
  talk.widget.close()
  talk.desk.close()
})

test('a session that has moved on, and a rating out of bounds', async () => {
  const talk = await chat(town.house, town.house.ann)
  const { ann } = town.house
  const at = (what: string) => `/sessions/${talk.session.id}/${what}`
  const both = { queue_id: town.house.queue.id, agent_id: town.house.bob.id }
  assert.equal(await tell(ann.caller, 'POST', at('transfer'), both), '400 transfer_target')
  assert.equal(await tell(ann.caller, 'POST', at('transfer'), {}), '400 transfer_target')
  assert.equal(await tell(ann.caller, 'POST', at('accept'), { offer: 1 }), '409 offer_gone')
  assert.equal(
    await tell(ann.caller, 'POST', at('close'), { summary: long(2_001) }),
    '400 text_too_long',
  )
  const rate = (more: object) =>
    tell(talk.visitor, 'POST', '/visitor/rating', {
      session_id: talk.session.id,
      score: 3,
      ...more,
    })
  assert.equal(await tell(ann.caller, 'POST', at('close'), { summary: 'done' }), 'ok')
  assert.equal(await tell(ann.caller, 'POST', at('close'), {}), '409 session_closed')
  const to = { queue_id: town.house.queue.id }
  assert.equal(await tell(ann.caller, 'POST', at('transfer'), to), '409 session_closed')
  assert.equal(await rate({ score: 0 }), '400 score_out_of_range')
  assert.equal(await rate({ score: 6 }), '400 score_out_of_range')
  assert.equal(await rate({ comment: long(1_001) }), '400 text_too_long')
  assert.equal(await rate({ tags: Array(11).fill('x') }), '400 out_of_range')
  assert.equal(await rate({}), 'ok')
  assert.equal(await rate({}), '409 already_rated')
  talk.widget.close()
  talk.desk.close()
})

test('a queue takes no more than it may, and an inbox switched off nobody', async () => {
  const { boss } = town.house
  const queue = await boss.caller.post<{ id: string }>('/queues', { name: 'Small', waiting_max: 1 })
  const made = { name: 'Small', queue_id: queue.id }
  const inbox = await boss.caller.post<{ id: string; public_key: string }>('/inboxes', made)
  const idle = await employ(boss, { name: 'Idle', queue_ids: [queue.id] })
  const desk = await idle.caller.line()
  desk.send({ type: 'presence', presence: 'away', reason: 'meal' })
  const enter = async () => {
    const visitor = await visit(town.house, { inbox_key: inbox.public_key })
    const line = await visitor.line({ inboxKey: inbox.public_key })
    return ask(line, { type: 'send', client_msg_id: messageId(), text: 'hello' })
  }
  const first = await enter()
  const second = await enter()
  assert.equal(first.type, 'ack')
  assert.ok(second.type === 'error' && second.code === 'queue_full', JSON.stringify(second))
  await boss.caller.patch(`/inboxes/${inbox.id}`, { active: false })
  const late = { inbox_key: inbox.public_key, locale: 'en' }
  assert.match(
    await tell(boss.caller, 'POST', '/visitors', late),
    /^(409 inbox_inactive|404 inbox_not_found)$/,
  )
  desk.close()
})
