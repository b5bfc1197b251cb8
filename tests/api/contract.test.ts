// /api/openapi.json is OpenAPI 3.1, and what it says of every operation and every frame is so:
// witness.ts holds each answer against it, and here each operation is called.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Validator } from '@seriousme/openapi-schema-validator'
import type { Calendar, Contact, MadeApiKey, Message, Page } from '@parley/api'
import type { Segments, Session, SignIn } from '@parley/api'
import type { WebhookDelivery, WebhookMade } from '@parley/api'
import { Caller } from '../harness/client.ts'
import { employ, PASSWORD, visit } from '../harness/house.ts'
import { ask, chat, houseOfFile, messageId, offered, raw, say } from './support.ts'
import { hasSipp, telephony } from './telephone.ts'
import { setLines, speak } from './telephone_day.ts'
import { answered, componentOf, DOCUMENT, faults, heard, OPERATIONS } from './witness.ts'

const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

const telephone = await telephony()
const town = houseOfFile({}, undefined, telephone.options)

test('the document is valid OpenAPI 3.1', async () => {
  const validator = new Validator()
  const result = await validator.validate({ ...structuredClone(DOCUMENT) })
  assert.deepEqual(result.errors ?? [], [])
  assert.equal(validator.version, '3.1')
})

test('it is served as it is printed, to anybody, and only once to who keeps it', async () => {
  const { server } = town.house
  const first = await raw(server, 'GET', '/api/openapi.json')
  assert.equal(first.headers.get('content-type'), 'application/json')
  assert.equal(first.headers.get('access-control-allow-origin'), '*')
  assert.deepEqual(await first.json(), DOCUMENT)
  const tag = first.headers.get('etag') ?? assert.fail()
  const again = await raw(server, 'GET', '/api/openapi.json', { 'If-None-Match': tag })
  assert.equal(again.status, 304)
  assert.equal(await again.text(), '')
})

test('every reference leads somewhere, and every schema is used', () => {
  const text = JSON.stringify(DOCUMENT)
  const used = new Set([...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map((one) => one[1]))
  const declared = new Set(Object.keys(DOCUMENT.components.schemas))
  assert.deepEqual(
    [...used].filter((name) => !declared.has(name ?? '')),
    [],
  )
  assert.deepEqual(
    [...declared].filter((name) => !used.has(name)),
    [],
  )
})

test('an answer that is not as described is noticed', () => {
  const id = '0190a6f0-0000-7000-8000-00000000dead'
  const reader = { conversation_id: id, visitor_read: 1, agent_read: 0 }
  assert.equal(faults('ReadMarks', reader), '')
  assert.match(faults('ReadMarks', { ...reader, more: 1 }), /additional properties/)
  assert.match(faults('ReadMarks', { ...reader, agent_read: '0' }), /integer/)
  assert.match(faults('ReadMarks', { ...reader, conversation_id: 'x' }), /uuid/)
  assert.match(faults('ReadMarks', { visitor_read: 1, agent_read: 0 }), /required/)
  assert.match(faults('ServerFrame', { type: 'nothing' }), /oneOf/)
})

/** What integrators do. Nobody is at the address: nothing leaves this machine. */
async function integrate() {
  const { caller } = town.house.boss
  const url = 'https://receiver.invalid/'
  const { webhook } = await caller.post<WebhookMade>('/webhooks', { url, description: 'CRM' })
  const path = `/webhooks/${webhook.id}`
  await caller.get('/webhooks')
  await caller.get(path)
  await caller.patch(path, { events: ['message_posted'] })
  await caller.post(`${path}/secret`)
  const { id } = await caller.post<WebhookDelivery>(`${path}/test`)
  await caller.get(`${path}/deliveries?state=failed&limit=5`)
  await caller.post(`${path}/deliveries/${id}/replay`)
  await caller.post(`${path}/replay`, { state: 'failed' })
  await caller.call('DELETE', path)
  await caller.patch('/routing-hook', { url, timeout_ms: 100 })
  await caller.get('/routing-hook')
  await caller.post('/routing-hook/secret')
  await caller.post('/routing-hook/trial', { message: 'hello' })
  await caller.get('/events?after=0&limit=200')
}

/** What staff do to things that are there: sessions, messages, contacts. */
async function serve() {
  const { house } = town
  const { ann, bob, boss } = house
  const talk = await chat(house, ann)
  const { id } = talk.session
  const conversation = `/conversations/${talk.conversation}`
  await ann.caller.get(`/sessions/${id}`)
  await ann.caller.get(`/sessions/${id}/routing`)
  await boss.caller.get(`/queues/${talk.session.queue_id}/state`)
  for (const list of ['mine', 'queue', 'all', 'closed'])
    await boss.caller.get<Page<Session>>(`/sessions?list=${list}`)
  await boss.caller.get('/counts')
  const name = encodeURIComponent('a.gif')
  const file = await ann.caller.upload<{ id: string; url: string }>(
    `/attachments?conversation_id=${talk.conversation}&name=${name}`,
    GIF,
  )
  await ann.caller.post<Message>(`${conversation}/messages`, {
    client_msg_id: messageId(),
    text: 'a picture of tea',
    attachment_id: file.id,
  })
  await ann.caller.post(`${conversation}/read`, { seq: 1 })
  await ann.caller.get(`${conversation}/messages?limit=2`)
  await boss.caller.get('/search?q=tea')
  for (const by of ['total', 'time', 'queue', 'agent', 'inbox', 'channel'])
    await boss.caller.get(`/reports?by=${by}&step=hour`)
  await boss.caller.get('/reports/list?figure=sessions_opened&limit=1')
  await ann.caller.get('/me/figures?figures=sessions_assigned,csat')
  const contact = talk.first.sender_id
  await ann.caller.patch<Contact>(`/contacts/${contact}`, { name: 'Wei', note: 'likes tea' })
  await ann.caller.get(`/contacts/${contact}`)
  await rule(contact ?? assert.fail())
  await talk.visitor.get('/visitor/messages')
  await ann.caller.post(`/sessions/${id}/close`, { summary: 'done', resolved: true })
  await talk.visitor.post('/visitor/rating', { session_id: id, score: 5, comment: 'good' })
  await ann.caller.get(`/contacts/${contact}`)
  await ann.caller.post(`/sessions/${id}/summary`, { summary: 'done and dusted' })
  await ann.caller.call('DELETE', '/me/wrap-up')
  await ann.caller.get('/me/phones')
  talk.widget.close()
  talk.desk.close()

  await ann.caller.post('/me/presence', { presence: 'away' })
  const other = await offered(house, bob)
  const accept = { offer: other.session.offer?.number }
  await bob.caller.post(`/sessions/${other.session.id}/decline`, accept)
  await boss.caller.post(`/sessions/${other.session.id}/transfer`, { queue_id: house.queue.id })
  await boss.caller.get('/floor')
  await boss.caller.post(`/sessions/${other.session.id}/take`)
  await boss.caller.post(`/agents/${boss.id}/reassign`, {})
  await boss.caller.post(`/agents/${bob.id}/presence`, { presence: 'away', reason: 'training' })
  await other.visitor.post('/visitor/end')
  await bob.caller.post('/me/presence', { presence: 'away' })
  other.widget.close()
  other.desk.close()
}

/** Colleagues, codes, profiles, picking and callbacks. Needs lines to call by. */
async function handle() {
  const { ann, bob, boss, queue } = town.house
  const code = await boss.caller.post<{ id: string }>('/wrap-up-codes', { name: 'Refund' })
  await boss.caller.patch(`/wrap-up-codes/${code.id}`, { name: 'Refunds' })
  await ann.caller.get('/wrap-up-codes')
  await boss.caller.get('/reports/wrap-up-codes')
  const reason = await boss.caller.post<{ id: string }>('/presence-reasons', { name: 'Errand' })
  await boss.caller.patch(`/presence-reasons/${reason.id}`, { minutes_max: 5 })
  await ann.caller.get('/presence-reasons')
  await boss.caller.get('/reports/presence')
  const profile = await boss.caller.post<{ id: string }>('/capacity-profiles', { name: 'Some' })
  await boss.caller.patch(`/capacity-profiles/${profile.id}`, {
    shares: [{ channel: 'webchat', share: 20 }],
  })
  await boss.caller.get('/capacity-profiles')
  await boss.caller.call('DELETE', `/capacity-profiles/${profile.id}`)

  await boss.caller.patch(`/queues/${queue.id}`, { wrap_up_seconds: 60 })
  const line = await bob.caller.line()
  line.send({ type: 'presence', presence: 'away' })
  const talk = await chat(town.house, ann)
  await ann.caller.get('/targets')
  const at = `/sessions/${talk.session.id}/colleagues`
  for (const answer of ['decline', 'accept']) {
    const body = { agent_id: bob.id, kind: 'invite' }
    const { colleagues } = await ann.caller.post<Session>(at, body)
    await bob.caller.post(`${at}/${colleagues[0]?.id}/${answer}`)
    if (answer === 'accept') await bob.caller.call('DELETE', `${at}/${colleagues[0]?.id}`)
  }
  await talk.visitor.post('/visitor/end')
  await ann.caller.post('/me/wrap-up')
  await ann.caller.call('DELETE', '/me/wrap-up')
  talk.widget.close()
  talk.desk.close()
  line.close()

  await ann.caller.post('/me/presence', { presence: 'away' })
  await boss.caller.patch(`/queues/${queue.id}`, {
    wrap_up_seconds: 0,
    picking: 'picked',
    callback_attempts_max: 1,
  })
  const visitor = await visit(town.house)
  const widget = await visitor.line({ inboxKey: town.house.inbox.public_key })
  const { session_id } = await say(widget, 'call me')
  await visitor.post('/visitor/callback', { number: '+8613800138000' })
  await boss.caller.post(`/sessions/${session_id}/callback`, { number: '+8613800138001' })
  await ann.caller.post(`/sessions/${session_id}/pick`)
  await visitor.post('/visitor/end')
  await boss.caller.patch(`/queues/${queue.id}`, { picking: 'offered' })
  widget.close()
}

async function set() {
  const { boss, queue, inbox } = town.house
  await boss.caller.get('/me')
  await boss.caller.post('/me/presence', { presence: 'away', reason: 'meal' })
  await boss.caller.get('/workspace')
  await boss.caller.patch('/workspace', { time_zone: 'Europe/Berlin' })
  for (const path of ['/agents', '/queues', '/inboxes', '/channels', '/sign-ins', '/api-keys'])
    await boss.caller.get(path)
  const made = await boss.caller.post<{ id: string }>('/queues', { name: 'Two', skills: ['en'] })
  await boss.caller.get(`/queues/${queue.id}`)
  await boss.caller.get(`/inboxes/${inbox.id}`)
  await boss.caller.get(`/agents/${boss.id}`)
  const { key } = await boss.caller.post<MadeApiKey>('/api-keys', {
    name: 'Till',
    scopes: ['contacts_read'],
    expires_at: Date.now() + 60_000,
  })
  await boss.caller.call('DELETE', `/api-keys/${key.id}`)
  await boss.caller.patch(`/queues/${queue.id}`, { overflow_queue_id: made.id })
  await boss.caller.patch(`/queues/${queue.id}`, { overflow_queue_id: null })
  await boss.caller.patch(`/inboxes/${inbox.id}`, { pre_chat: ['name'], domains: ['a.example'] })
  await boss.caller.patch(`/inboxes/${inbox.id}`, { domains: [] })
  const cy = await employ(boss, { name: 'Cy', skills: [{ name: 'en', level: 3 }] })
  await boss.caller.patch(`/agents/${cy.id}`, { capacity: 50 })
  const second = new Caller(boss.caller.server)
  await second.signIn(boss.email, PASSWORD)
  const signIns = await second.get<Page<SignIn>>('/sign-ins')
  const other = signIns.items.find((one) => one.current) ?? assert.fail()
  await boss.caller.call('DELETE', `/sign-ins/${other.id}`)
  await cy.caller.post('/sign-out')
  await new Caller(boss.caller.server).get(`/widget/${inbox.public_key}`)
  await new Caller(boss.caller.server).get('/setup')
  await visit(town.house)
}

/** Not for `Caller`: outside of /api/v1, or an answer that is no JSON. */
const PLAIN = new Set(
  OPERATIONS.filter(({ body }) => {
    const media = Object.keys(body.responses['200']?.content ?? {})
    return media.length > 0 && media[0] !== 'application/json'
  }).map((one) => one.call),
)

/** Where nobody can be called, for want of a telephone program. */
const OF_CALLS = /^(POST|DELETE) \/api\/v1\/(calls|recordings)|^GET \/api\/v1\/(calls\/|recordings)/

const HOLIDAY = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'BEGIN:VEVENT',
  'UID:1',
  'DTSTART;VALUE=DATE:20270101',
  'SUMMARY:New Year',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n')

/** Whatever rules there are. */
async function rule(contact_id: string) {
  const { caller } = town.house.boss
  const when = { fact: 'contact.vip_level', test: 'at_least', value: 1 }
  const entry = { name: 'VIP', when, queue_id: town.house.queue.id, active: true }
  await caller.patch('/contact-scheme', {
    tags: [{ name: 'Gold', colour: '#c77700' }],
    fields: [{ key: 'plan', name: 'Plan', kind: 'choice', choices: ['free', 'pro'] }],
  })
  await caller.get('/contact-scheme')
  await caller.patch(`/contacts/${contact_id}`, { vip_level: 1, fields: { plan: 'pro' } })
  await caller.get('/condition-catalogue')
  await caller.post('/condition-words', { condition: when })
  await caller.patch('/priority-rules', {
    rules: [{ name: 'VIP', when, seconds: 60, each: '', active: true }],
  })
  await caller.get('/priority-rules')
  await caller.post('/priority-rules/try', { contact_id })
  await caller.patch('/entry-rules', { rules: [entry] })
  await caller.get('/entry-rules')
  await caller.post('/entry-rules/try', { contact_id })
  const terms = { zone: '', week: { monday: [{ from: '22:00', to: '02:00' }] }, exceptions: [] }
  const { id } = await caller.post<Calendar>('/calendars', { name: 'Open', terms })
  await caller.get('/calendars')
  await caller.get(`/calendars/${id}`)
  await caller.patch(`/calendars/${id}`, { name: 'Opening hours' })
  await caller.post('/calendars/preview', { terms })
  await caller.post('/calendars/import', { terms, text: HOLIDAY, opens: false })
  await caller.call('DELETE', `/calendars/${id}`)
  const { segments } = await caller.patch<Segments>('/segments', {
    segments: [{ name: 'VIP', when }],
  })
  await caller.get('/segments')
  await caller.get(`/segments/${segments[0]?.id}/members`)
  await caller.post('/segments/preview', { condition: when })
}

test('every operation answers as it is described', async (t) => {
  await set()
  await serve()
  await integrate()
  const { phone, trunk } = await setLines(town.house, telephone)
  await handle()
  if (hasSipp) await speak(town.house, telephone, phone, trunk)
  else t.diagnostic('sipp is not installed: NO OPERATION OF A CALL WAS TRIED')
  await town.house.boss.caller.get('/calls')
  const called = new Set([...answered].filter((one) => / 2\d\d$/.test(one)))
  const { server } = town.house
  for (const path of ['/healthz', '/readyz', '/metrics', '/api/openapi.json', '/api/']) {
    const answer = await raw(server, 'GET', path)
    const described = DOCUMENT.paths[path]?.get?.responses[answer.status]?.content ?? {}
    const media = answer.headers.get('content-type')?.split(';')[0] ?? ''
    assert.deepEqual(Object.keys(described), [media])
    const schema = described[media]?.schema
    if (schema?.$ref) assert.equal(faults(componentOf(schema.$ref), await answer.json()), '')
    else await answer.body?.cancel()
    called.add(`GET ${path} ${answer.status}`)
  }
  const missing = OPERATIONS.filter(({ call, body }) => {
    const [status] = Object.keys(body.responses)
    if (!hasSipp && OF_CALLS.test(call)) return false
    return !called.has(`${call} ${status}`) && !PLAIN.has(call)
  })
  assert.deepEqual(
    missing.map((one) => one.call),
    [],
  )
})

test('files are bytes, and their links are in the contract', async () => {
  const visitor = await visit(town.house)
  const file = await visitor.upload<{ url: string; thumbnail_url: string }>(
    '/attachments?name=a.gif',
    GIF,
  )
  assert.ok(PLAIN.has('GET /api/v1/files/{id}/{key}'))
  const answer = await raw(town.house.server, 'GET', file.url)
  assert.deepEqual(Buffer.from(await answer.arrayBuffer()), GIF)
})

test('every frame of the server is as it is described', async () => {
  const { house } = town
  const talk = await chat(house, house.ann)
  talk.desk.send({ type: 'typing', conversation_id: talk.conversation, on: true })
  await talk.widget.until((frame) => frame.type === 'typing_notice')
  talk.desk.send({ type: 'ping', id: 3 })
  await talk.desk.until((frame) => frame.type === 'pong')
  await say(talk.desk, 'a note', { conversation_id: talk.conversation, visibility: 'staff' })
  const refused = await ask(talk.widget, { type: 'send', client_msg_id: '界', text: 'x' })
  assert.equal(refused.type, 'error')
  const busy = await visit(house)
  const waiting = await busy.line({ inboxKey: house.inbox.public_key })
  await house.ann.caller.post('/me/presence', { presence: 'away', reason: 'meal' })
  await say(waiting, 'is anybody there')
  await waiting.until((frame) => frame.type === 'queue_position')
  await house.boss.caller.patch(`/agents/${house.ann.id}`, { queue_ids: [] })
  await talk.desk.until((frame) => frame.type === 'resync')
  await house.boss.caller.patch(`/agents/${house.ann.id}`, { queue_ids: [house.queue.id] })
  for (const line of [talk.desk, talk.widget, waiting]) line.close()

  const { mapping } = DOCUMENT.components.schemas.ServerFrame?.discriminator ?? assert.fail()
  // Sent while somebody speaks, five seconds and more, as may happen here or not: held against the
  // document by tests/voice/line_quality.test.ts.
  const asked = (types: string[]) => types.filter((type) => type !== 'line_quality').sort()
  assert.deepEqual(asked([...heard]), asked(Object.keys(mapping)))
})
