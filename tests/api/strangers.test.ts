// Who may do what: every route by every kind of caller, with an id of another workspace and with
// one that does not exist. The two must be answered alike, or the difference tells what exists.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Page, SearchHit } from '@parley/api'
import { Caller, Line } from '../harness/client.ts'
import { employ, visit } from '../harness/house.ts'
import { neighbours, NOWHERE } from './neighbours.ts'
import type { Neighbours, Things } from './neighbours.ts'
import { ask, messageId, raw, ROOT, tell } from './support.ts'
import { hasSipp, OFFER, telephony } from './telephone.ts'

const NUMBER = '+8613800138000'
const lines = [await telephony(), await telephony()] as const
const absent: Things = {
  agent: NOWHERE,
  queue: NOWHERE,
  inbox: NOWHERE,
  inbox_key: 'nobodys-key',
  session: NOWHERE,
  conversation: NOWHERE,
  contact: NOWHERE,
  attachment: NOWHERE,
  sign_in: NOWHERE,
  api_key: NOWHERE,
  calendar: NOWHERE,
  segment: NOWHERE,
  tag: NOWHERE,
  trunk: NOWHERE,
  phone: NOWHERE,
  phone_number: NOWHERE,
  wrap_up_code: NOWHERE,
  capacity_profile: NOWHERE,
  presence_reason: NOWHERE,
  call: NOWHERE,
  leg: NOWHERE,
  recording: NOWHERE,
  visitor: { visitor_id: 'nobody', secret: 'nothing' },
}

type Role = 'administrator' | 'supervisor' | 'agent' | 'outsider' | 'visitor' | 'nobody'
type Call = readonly [method: string, path: string, body?: unknown]

let town: Neighbours
let callers: Record<Role, Caller>

before(async () => {
  town = await neighbours(...lines)
  const { house } = town
  const supervisor = await employ(house.boss, { name: 'Sue', role: 'supervisor' })
  const outsider = await employ(house.boss, { name: 'Oz' })
  callers = {
    administrator: house.boss.caller,
    supervisor: supervisor.caller,
    agent: house.ann.caller,
    outsider: outsider.caller,
    visitor: await visit(house),
    nobody: new Caller(house.server),
  }
})
after(() => town.house.server.remove())

/** Every route that names a thing, in its path or in its body. */
function naming(id: Things): Call[] {
  const message = { client_msg_id: messageId(), text: 'x' }
  const { session, conversation, queue, agent } = id
  const own = town.own
  return [
    ['DELETE', `/sign-ins/${id.sign_in}`],
    ['DELETE', `/api-keys/${id.api_key}`],
    ['POST', '/api-keys', { name: 'x', scopes: ['settings_read'], agent_id: agent }],
    ['GET', `/agents/${agent}`],
    ['POST', `/agents/${agent}/presence`, { presence: 'offline' }],
    ['POST', `/agents/${agent}/reassign`, {}],
    ['POST', `/agents/${own.agent}/reassign`, { queue_id: queue }],
    ['POST', `/agents/${own.agent}/reassign`, { agent_id: agent }],
    ['GET', `/queues/${queue}`],
    ['GET', `/queues/${queue}/state`],
    ['GET', `/inboxes/${id.inbox}`],
    ['PATCH', `/agents/${agent}`, { name: 'x' }],
    [
      'POST',
      '/agents',
      {
        name: 'x',
        email: 'x@x.example',
        password: 'long enough pw',
        role: 'agent',
        queue_ids: [queue],
      },
    ],
    ['PATCH', `/agents/${own.agent}`, { queue_ids: [queue] }],
    ['PATCH', `/queues/${queue}`, { name: 'x' }],
    ['PATCH', `/queues/${own.queue}`, { overflow_queue_id: queue }],
    ['POST', '/queues', { name: 'x', overflow_queue_id: queue }],
    ['PATCH', `/inboxes/${id.inbox}`, { name: 'x' }],
    ['PATCH', `/inboxes/${own.inbox}`, { queue_id: queue }],
    ['POST', '/inboxes', { name: 'x', queue_id: queue }],
    ['GET', `/sessions/${session}`],
    ['GET', `/sessions/${session}/routing`],
    ['POST', `/sessions/${session}/accept`, { offer: 1 }],
    ['POST', `/sessions/${session}/decline`, { offer: 1 }],
    ['POST', `/sessions/${session}/close`, {}],
    ['POST', `/sessions/${session}/summary`, { summary: 'x' }],
    ['POST', `/sessions/${session}/take`],
    ['POST', `/sessions/${session}/transfer`, { queue_id: own.queue }],
    ['POST', `/sessions/${own.session}/transfer`, { queue_id: queue }],
    ['POST', `/sessions/${own.session}/transfer`, { agent_id: agent }],
    ...handled(id),
    ['GET', `/conversations/${conversation}/messages`],
    ['POST', `/conversations/${conversation}/messages`, message],
    [
      'POST',
      `/conversations/${own.conversation}/messages`,
      { ...message, attachment_id: id.attachment },
    ],
    ['POST', `/conversations/${conversation}/read`, { seq: 1 }],
    ['GET', `/contacts/${id.contact}`],
    ...ruled(id),
    ['PATCH', `/contacts/${id.contact}`, { name: 'x' }],
    ['POST', `/attachments?conversation_id=${conversation}&name=a.txt`, Buffer.from('a')],
    ['GET', `/files/${id.attachment}/AAAAAAAAAAAAAAAAAAAAAAAA`],
    ['GET', `/files/${id.attachment}/AAAAAAAAAAAAAAAAAAAAAAAA/thumbnail`],
    ['POST', '/visitor/rating', { session_id: session, score: 5 }],
    ...spoken(id),
    ...lined(id),
  ]
}

const ALWAYS = { all: [] }
const NEVER = { zone: '', week: {}, exceptions: [] }
const NO_DAYS = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n'

function ruled(id: Things): Call[] {
  const to = (target: object) => ({
    rules: [{ name: 'x', when: ALWAYS, active: true, ...target }],
  })
  return [
    ['POST', '/priority-rules/try', { contact_id: id.contact }],
    ['POST', '/priority-rules/try', { contact_id: town.own.contact, inbox_id: id.inbox }],
    ['POST', '/priority-rules/try', { contact_id: town.own.contact, queue_id: id.queue }],
    ['POST', '/entry-rules/try', { contact_id: id.contact }],
    ['POST', '/entry-rules/try', { contact_id: town.own.contact, inbox_id: id.inbox }],
    ['PATCH', '/entry-rules', to({ queue_id: id.queue })],
    ['PATCH', '/entry-rules', to({ agent_id: id.agent })],
    ['GET', `/calendars/${id.calendar}`],
    ['PATCH', `/calendars/${id.calendar}`, { name: 'x' }],
    ['DELETE', `/calendars/${id.calendar}`],
    ['PATCH', `/queues/${town.own.queue}`, { calendar_id: id.calendar }],
    ['PATCH', `/queues/${town.own.queue}`, { closed_queue_id: id.queue }],
    ['GET', `/segments/${id.segment}/members`],
    ['PATCH', '/segments', { segments: [{ id: id.segment, name: 'x', when: ALWAYS }] }],
    ['PATCH', `/contacts/${town.own.contact}`, { tag_ids: [id.tag] }],
    ['PATCH', '/contact-scheme', { tags: [{ id: id.tag, name: 'x', colour: '#000000' }] }],
  ]
}

function handled(id: Things): Call[] {
  const { own } = town
  const colleagues = `/sessions/${id.session}/colleagues`
  const consult = { agent_id: own.agent, kind: 'consult' }
  return [
    ['POST', colleagues, consult],
    ['POST', `/sessions/${own.session}/colleagues`, { ...consult, agent_id: id.agent }],
    ['POST', `${colleagues}/${id.agent}/accept`],
    ['POST', `${colleagues}/${id.agent}/decline`],
    ['DELETE', `${colleagues}/${id.agent}`],
    ['POST', `/sessions/${id.session}/pick`],
    ['POST', `/sessions/${id.session}/callback`, { number: NUMBER }],
    ['POST', `/sessions/${own.session}/close`, { wrap_up_code_ids: [id.wrap_up_code] }],
    ['PATCH', `/wrap-up-codes/${id.wrap_up_code}`, { active: true }],
    ['PATCH', `/presence-reasons/${id.presence_reason}`, { active: true }],
    ['PATCH', `/capacity-profiles/${id.capacity_profile}`, { name: 'Experts' }],
    ['DELETE', `/capacity-profiles/${id.capacity_profile}`],
    ['PATCH', `/agents/${own.agent}`, { capacity_profile_id: id.capacity_profile }],
    ['POST', '/calls', { callback_session_id: id.session }],
  ]
}

function spoken(id: Things): Call[] {
  const call = `/calls/${id.call}`
  const recording = `/recordings/${id.recording}`
  return [
    ['POST', '/calls', { contact_id: id.contact }],
    ['POST', '/calls', { conversation_id: id.conversation }],
    ['POST', '/calls', { number: NUMBER, own_number_id: id.phone_number }],
    ['POST', '/calls', { number: NUMBER, phone_id: id.phone }],
    ['GET', call],
    ['POST', `${call}/browser`, { offer: OFFER }],
    ['POST', `${call}/supervise`, { mode: 'listen', offer: OFFER }],
    ['POST', `${call}/supervision`, { mode: 'barge' }],
    ['POST', `${call}/phone`, { phone_id: id.phone }],
    ['POST', `${call}/hold`, { held: true }],
    ['POST', `${call}/keys`, { keys: '1' }],
    ['POST', `${call}/consult`, { agent_id: id.agent }],
    ['POST', `${call}/conference`],
    ['POST', `${call}/transfer`, { queue_id: id.queue }],
    ['POST', `${call}/transfer`, {}],
    ['DELETE', `${call}/legs/${id.leg}`],
    ['POST', `${call}/recording`, { paused: true }],
    ['POST', `${call}/hang-up`],
    ['POST', `${recording}/play`],
    ['GET', `${recording}/audio?play=1.x`],
    ['GET', `${recording}/waveform`],
    ['DELETE', recording],
  ]
}

function lined(id: Things): Call[] {
  const { own } = town
  const number = { number: '4003', inbox_id: own.inbox }
  return [
    ['GET', `/trunks/${id.trunk}`],
    ['PATCH', `/trunks/${id.trunk}`, { name: 'x' }],
    ['DELETE', `/trunks/${id.trunk}`],
    ['GET', `/phones/${id.phone}`],
    ['PATCH', `/phones/${id.phone}`, { name: 'x' }],
    ['PATCH', `/phones/${own.phone}`, { agent_id: id.agent }],
    ['POST', '/phones', { name: 'x', agent_id: id.agent }],
    ['POST', `/phones/${id.phone}/password`],
    ['DELETE', `/phones/${id.phone}`],
    ['GET', `/phone-numbers/${id.phone_number}`],
    ['PATCH', `/phone-numbers/${id.phone_number}`, { outbound: false }],
    ['PATCH', `/phone-numbers/${own.phone_number}`, { inbox_id: id.inbox }],
    ['PATCH', `/phone-numbers/${own.phone_number}`, { trunk_ids: [id.trunk] }],
    ['POST', '/phone-numbers', { ...number, inbox_id: id.inbox }],
    ['DELETE', `/phone-numbers/${id.phone_number}`],
  ]
}

/** Those that name nothing, and who may. */
const anyStaff: readonly Role[] = ['administrator', 'supervisor', 'agent', 'outsider']
const plain: readonly (readonly [...Call, allowed: readonly Role[]])[] = [
  ['GET', '/me', undefined, anyStaff],
  ['POST', '/me/presence', { presence: 'away', reason: 'meal' }, anyStaff],
  ['DELETE', '/me/wrap-up', undefined, anyStaff],
  ['GET', '/me/phones', undefined, anyStaff],
  ['GET', '/targets', undefined, anyStaff],
  ['GET', '/wrap-up-codes', undefined, anyStaff],
  ['GET', '/presence-reasons', undefined, anyStaff],
  ['POST', '/presence-reasons', { name: 'Walk' }, ['administrator']],
  ['GET', '/reports/presence', undefined, ['administrator', 'supervisor']],
  ['POST', '/wrap-up-codes', { name: 'Delivery' }, ['administrator']],
  ['GET', '/capacity-profiles', undefined, anyStaff],
  ['POST', '/capacity-profiles', { name: 'Experts' }, ['administrator']],
  ['GET', '/reports/wrap-up-codes', undefined, ['administrator', 'supervisor']],
  ['GET', '/sign-ins', undefined, anyStaff],
  ['GET', '/workspace', undefined, anyStaff],
  ['PATCH', '/workspace', { name: 'Lantern Tea' }, ['administrator']],
  ['GET', '/agents', undefined, anyStaff],
  [
    'POST',
    '/agents',
    { name: 'Al', email: 'al@lantern.example', password: 'long enough pw', role: 'agent' },
    ['administrator'],
  ],
  ['GET', '/queues', undefined, anyStaff],
  ['POST', '/queues', { name: 'Another' }, ['administrator']],
  ['GET', '/inboxes', undefined, anyStaff],
  ['GET', '/channels', undefined, anyStaff],
  ['GET', '/api-keys', undefined, ['administrator']],
  ['POST', '/api-keys', { name: 'Till', scopes: ['agents_read'] }, ['administrator']],
  ['GET', '/counts', undefined, anyStaff],
  ['GET', '/floor', undefined, ['administrator', 'supervisor']],
  ['GET', '/sessions', undefined, anyStaff],
  ['GET', '/search?q=hello', undefined, anyStaff],
  ['GET', '/reports', undefined, ['administrator', 'supervisor']],
  ['GET', '/reports/sheet?format=csv', undefined, ['administrator', 'supervisor']],
  ['GET', '/reports/list?figure=sessions_opened', undefined, ['administrator', 'supervisor']],
  ['GET', '/me/figures', undefined, anyStaff],
  ['GET', '/visitor/messages', undefined, ['visitor']],
  ['GET', '/calls', undefined, anyStaff],
  ['POST', '/echo-test', { offer: OFFER }, anyStaff],
  ['GET', '/trunks', undefined, ['administrator', 'supervisor']],
  ['GET', '/phones', undefined, ['administrator', 'supervisor']],
  ['GET', '/phone-numbers', undefined, ['administrator', 'supervisor']],
  ['POST', '/trunks', { name: 'x', host: 'sip.example.com' }, ['administrator']],
  ['GET', '/contact-scheme', undefined, anyStaff],
  ['PATCH', '/contact-scheme', { tags: [] }, ['administrator']],
  ['GET', '/condition-catalogue', undefined, anyStaff],
  ['POST', '/condition-words', { condition: ALWAYS }, anyStaff],
  ['GET', '/priority-rules', undefined, anyStaff],
  ['PATCH', '/priority-rules', { seconds_max: 60 }, ['administrator']],
  ['GET', '/entry-rules', undefined, anyStaff],
  ['PATCH', '/entry-rules', { rules: [] }, ['administrator']],
  ['GET', '/calendars', undefined, anyStaff],
  ['POST', '/calendars', { name: 'x', terms: NEVER }, ['administrator']],
  ['POST', '/calendars/preview', { terms: NEVER }, anyStaff],
  ['POST', '/calendars/import', { terms: NEVER, text: NO_DAYS, opens: false }, anyStaff],
  ['GET', '/segments', undefined, anyStaff],
  ['PATCH', '/segments', { segments: [] }, ['administrator']],
  ['POST', '/segments/preview', { condition: ALWAYS }, ['administrator', 'supervisor']],
  ['GET', '/voice-settings', undefined, anyStaff],
  ['PATCH', '/voice-settings', { retention_days: 30 }, ['administrator']],
  ['GET', '/voice', undefined, anyStaff],
  ['GET', '/routing-hook', undefined, ['administrator']],
  ['PATCH', '/routing-hook', { timeout_ms: 900 }, ['administrator']],
]

test('what is of another workspace is answered as what does not exist, for everybody', async (t) => {
  if (!hasSipp) t.diagnostic('sipp is not installed: NO FOREIGN CALL OR RECORDING WAS TRIED')
  const foreign = naming(town.foreign)
  const unknown = naming(absent)
  for (const [role, caller] of Object.entries(callers)) {
    for (const [at, [method, path, body]] of foreign.entries()) {
      const told = await tell(caller, method, path, body)
      const [, otherPath, otherBody] = unknown[at] ?? assert.fail()
      const where = `${role}: ${method} ${path} ${JSON.stringify(body)}`
      assert.equal(told, await tell(caller, method, otherPath, otherBody), where)
      // An offer that never was is gone for everybody alike.
      const gone = /accept|decline/.test(path) && told === '409 offer_gone'
      // A visitor uploads into their own conversation, whatever they name.
      const own = role === 'visitor' && path.startsWith('/attachments?')
      assert.ok(gone || own || /^40[134] /.test(told), `${where}: ${told}`)
    }
  }
})

test('what names nothing is open to those who may, and to nobody else', async () => {
  for (const [method, path, body, allowed] of plain) {
    for (const [role, caller] of Object.entries(callers) as [Role, Caller][]) {
      const told = await tell(caller, method, path, body)
      const where = `${role}: ${method} ${path}`
      if (allowed.includes(role)) assert.equal(told, 'ok', where)
      else
        assert.match(told, /^(401 (not_signed_in|bad_credential)|403 permission_missing)$/, where)
    }
  }
})

test('what is only of oneself is refused to whoever cannot have it', async () => {
  const number = NUMBER
  const own: readonly (readonly [...Call, may: readonly Role[], otherwise: string])[] = [
    ['POST', '/me/wrap-up', undefined, anyStaff, '409 not_wrapping_up'],
    ['POST', '/visitor/callback', { number }, ['visitor'], '409 session_closed'],
  ]
  for (const [method, path, body, may, otherwise] of own) {
    for (const [role, caller] of Object.entries(callers) as [Role, Caller][]) {
      const told = await tell(caller, method, path, body)
      if (may.includes(role)) assert.equal(told, otherwise, role)
      else assert.match(told, /^(401 (not_signed_in|bad_credential)|403 permission_missing)$/, role)
    }
  }
})

test('an agent of other queues sees neither the session nor what hangs on it', async () => {
  const { session, conversation, contact } = town.own
  const { outsider, visitor } = callers
  const paths = [
    `/sessions/${session}`,
    `/conversations/${conversation}/messages`,
    `/contacts/${contact}`,
  ]
  for (const path of paths) {
    assert.equal(await tell(callers.agent, 'GET', path), 'ok')
    assert.equal(await tell(callers.supervisor, 'GET', path), 'ok')
    assert.match(await tell(outsider, 'GET', path), /^404 /, path)
    assert.match(await tell(visitor, 'GET', path), /^401 /, path)
  }
  assert.equal(
    await tell(outsider, 'POST', `/sessions/${session}/close`, {}),
    '404 session_not_found',
  )
  assert.deepEqual((await outsider.get<Page<SearchHit>>('/search?q=word')).items, [])
})

test('no list, count or search shows anything of the neighbours', async () => {
  const lists = [
    '/agents',
    '/floor',
    '/queues',
    '/inboxes',
    '/sessions?list=all',
    '/sessions?list=mine',
    '/sessions?list=queue',
    '/search?q=secret',
    '/search?q=neighbours',
    `/reports?by=queue&queue_id=${town.foreign.queue}`,
    '/reports/list?figure=sessions_opened',
    '/calls',
    `/calls?conversation_id=${town.foreign.conversation}`,
    `/calls?contact_id=${town.foreign.contact}`,
    '/trunks',
    '/phones',
    '/phone-numbers',
    '/contact-scheme',
    '/priority-rules',
    '/entry-rules',
    '/calendars',
    '/segments',
    '/wrap-up-codes',
    '/presence-reasons',
    '/reports/presence',
    '/capacity-profiles',
    '/targets',
    '/reports/wrap-up-codes',
  ]
  const foreign = Object.values(town.foreign).filter((id) => typeof id === 'string')
  for (const path of lists) {
    const text = JSON.stringify(await callers.administrator.get(path))
    for (const id of foreign) assert.ok(!text.includes(id), `${path} shows ${id}`)
    assert.ok(!text.includes('a secret of the neighbours'), path)
  }
})

test('the realtime line knows no more than REST does', async () => {
  const desk = await callers.administrator.line()
  const codes = []
  for (const conversation_id of [town.foreign.conversation, NOWHERE]) {
    for (const visibility of ['everyone', 'staff'] as const) {
      const frame = {
        type: 'send',
        client_msg_id: messageId(),
        text: 'x',
        conversation_id,
        visibility,
      } as const
      const answer = await ask(desk, frame)
      codes.push(answer.type === 'error' ? answer.code : 'stored')
    }
    desk.send({ type: 'read', conversation_id, seq: 1 })
    const refused = await desk.until((frame) => frame.type === 'error')
    codes.push(refused.type === 'error' ? refused.code : '')
    desk.send({ type: 'typing', conversation_id, on: true })
  }
  desk.send({ type: 'ping', id: 1 })
  await desk.until((frame) => frame.type === 'pong')
  assert.deepEqual([...new Set(codes)], ['conversation_not_found'])
  assert.ok(!JSON.stringify(desk.frames).includes('a secret of the neighbours'))
  desk.close()
})

test("another workspace's visitor cannot come in by our inbox", async () => {
  const theirs = new Caller(town.house.server, town.foreign.visitor)
  const refused = await Line.open(town.house.server, {})
  const visitor = { ...town.foreign.visitor, inbox_key: town.own.inbox_key }
  refused.send({ type: 'hello', protocol: 1, visitor })
  assert.equal(await refused.closed, 4403)
  const line = await theirs.line({ inboxKey: town.foreign.inbox_key })
  assert.ok(
    JSON.stringify(line.frames).includes('a secret of the neighbours'),
    'their own is theirs',
  )
  line.close()
})

test('every request that writes needs our header and our own page', async () => {
  const writing = [...naming(town.own), ...plain].filter(([method]) => method !== 'GET')
  const { server } = town.house
  for (const [method, path] of writing) {
    const cookie = { Cookie: callers.administrator.cookie }
    const noHeader = await raw(server, method, `/api/v1${path}`, cookie, '{}')
    assert.equal(noHeader.status, 403, path)
    assert.equal(((await noHeader.json()) as { code: string }).code, 'missing_header')
    for (const Origin of ['https://evil.example', 'null', `${server.origin}.evil.example`]) {
      const headers = { ...cookie, 'X-Parley-Request': '1', Origin }
      const foreign = await raw(server, method, `/api/v1${path}`, headers, '{}')
      assert.equal(foreign.status, 403, `${path} from ${Origin}`)
      assert.equal(((await foreign.json()) as { code: string }).code, 'wrong_origin')
    }
  }
})

test('no route is left out here', () => {
  const source = readFileSync(join(ROOT, 'src/http/api/routes.cpp'), 'utf8')
  const routes = [...source.matchAll(/\{"([A-Z]+)", "\/api\/v1([^"]+)"/g)]
  const listed = [...naming(absent), ...plain].map(
    ([method, path]) => `${method} ${path.split('?')[0]}`,
  )
  // Open to anybody, or told by the visitor's credential alone: tested in files of their own.
  const elsewhere =
    /^(GET|POST) \/(setup|sign-in|sign-out|widget\/\{key\}|visitors|visitor\/end|events|me\/wrap-up|visitor\/callback)$|^[A-Z]+ \/webhooks|^POST \/routing-hook/
  for (const [, method = '', pattern = ''] of routes) {
    const route = `${method} ${pattern}`
    if (elsewhere.test(route)) continue
    const shape = new RegExp(`^${route.replaceAll(/\{[a-z]+\}/g, '[^/]+')}$`)
    assert.ok(
      listed.some((one) => shape.test(one)),
      `${route} is not tried with a foreign id`,
    )
  }
  assert.ok(routes.length > 40)
})
