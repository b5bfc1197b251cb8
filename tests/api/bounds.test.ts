// The bounds that the contract names are those the server holds to: what lies just beyond is refused
// with a 4xx that names the member, for every bounded member of every body.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { WebhookMade } from '@parley/api'
import { Caller, Refused } from '../harness/client.ts'
import { chat, houseOfFile, messageId } from './support.ts'
import type { Chat } from './support.ts'
import { connect, OFFER, type Lines } from './telephone.ts'
import { componentOf, DOCUMENT, faults, OPERATIONS } from './witness.ts'
import type { Operation, Schema } from './witness.ts'

Caller.isPatient = true

let talk: Chat
let webhook = ''
let calendar = ''
let code = ''
let reason = ''
let profile = ''
/** Of the lines that are there to be changed. */
let lines: Lines
/** Served and closed: to be rated. */
let past: Chat
const town = houseOfFile({}, async (house) => {
  lines = await connect(house, 5_060) // Nobody calls: what is refused here is refused before.
  past = await chat(house, house.ann)
  await house.ann.caller.post(`/sessions/${past.session.id}/close`, {})
  past.desk.close()
  talk = await chat(house, house.ann)
  const made = { url: 'https://receiver.example/hook' }
  const { caller } = house.boss
  code = (await caller.post<{ id: string }>('/wrap-up-codes', { name: 'Refund' })).id
  reason = (await caller.post<{ id: string }>('/presence-reasons', { name: 'Errand' })).id
  profile = (await caller.post<{ id: string }>('/capacity-profiles', { name: 'Beginners' })).id
  webhook = (await house.boss.caller.post<WebhookMade>('/webhooks', made)).webhook.id
  const hours = { name: 'Hours', terms: NEVER }
  calendar = (await house.boss.caller.post<{ id: string }>('/calendars', hours)).id
})

const NOWHERE = '0190a6f0-0000-7000-8000-00000000dead'
const { schemas } = DOCUMENT.components

const NEVER = { zone: '', week: {}, exceptions: [] }

type Body = Record<string, unknown>

/** A body that is right but for what the test puts into it. */
function goodBody(name: string): Body {
  const { house } = town
  const password = 'seven green lanterns'
  const bodies: Record<string, Body> = {
    AgentBody: { name: 'x', email: `${messageId()}@x.example`, password, role: 'agent' },
    QueueBody: { name: 'x' },
    InboxBody: { name: 'x', queue_id: house.queue.id },
    WebhookBody: { url: 'https://receiver.example/hook' },
    ApiKeyBody: { name: 'x', scopes: ['settings_read'] },
    PresenceBody: { presence: 'away' },
    PriorityTrialBody: { contact_id: talk.session.contact_id },
    EntryTrialBody: { contact_id: talk.session.contact_id },
    EntryRulesPatch: { rules: [] },
    SegmentsPatch: { segments: [] },
    CalendarBody: { name: 'x', terms: NEVER },
    CalendarImportBody: { terms: NEVER, text: 'x', opens: false },
    ConditionBody: { condition: { all: [] } },
    MessageBody: { client_msg_id: messageId(), text: 'x' },
    ReadBody: { seq: 1 },
    OfferBody: { offer: 1 },
    TransferBody: { queue_id: house.queue.id },
    ColleagueBody: { agent_id: house.bob.id, kind: 'consult' },
    CallbackBody: { number: '+8613800138000' },
    WrapUpCodeBody: { name: messageId() },
    PresenceReasonBody: { name: messageId() },
    CapacityProfileBody: { name: messageId() },
    SummaryBody: { summary: 'x' },
    RatingBody: { session_id: past.session.id, score: 1 },
    DialBody: { number: '+8613800138000' },
    BrowserBody: { offer: OFFER },
    SuperviseBody: { mode: 'listen', offer: OFFER },
    SupervisionBody: { mode: 'listen' },
    RingPhoneBody: { phone_id: lines.phone.phone.id },
    HoldBody: { held: true },
    PauseBody: { paused: true },
    KeysBody: { keys: '1' },
    CallTargetBody: {},
    TrunkBody: { name: 'x', host: 'sip.example.com' },
    PhoneBody: { name: 'x', agent_id: house.ann.id },
    PhoneNumberBody: { number: '4002', inbox_id: lines.inbox.id },
    VisitorBody: { inbox_key: house.inbox.public_key, locale: 'en' },
  }
  return bodies[name] ?? {}
}

function resolved(schema: Schema): Schema {
  if (schema.$ref) return resolved(schemas[componentOf(schema.$ref)] ?? assert.fail(schema.$ref))
  return schema.anyOf?.[0] ? resolved(schema.anyOf[0]) : schema
}

/** Values just beyond what a schema allows. */
function beyond(given: Schema): unknown[] {
  const schema = resolved(given)
  const values: unknown[] = []
  if (schema.maxLength !== undefined) values.push('a'.repeat(schema.maxLength + 1))
  if (schema.minLength !== undefined) values.push('a'.repeat(schema.minLength - 1))
  if (schema.pattern !== undefined) values.push('A b\u2603')
  if (schema.maximum !== undefined) values.push(schema.maximum + 1)
  if (schema.minimum !== undefined) values.push(schema.minimum - 1)
  if (schema.enum) values.push('nobody')
  if (schema.format === 'uuid') values.push('no id')
  if (schema.items && schema.maxItems !== undefined) {
    for (const one of beyond(schema.items)) values.push([one])
    const entry = within(schema.items)
    values.push(Array(schema.maxItems + 1).fill(entry))
  }
  if (schema.properties) {
    const good = within(schema) as Body
    for (const [name, member] of Object.entries(schema.properties))
      for (const one of beyond(member)) values.push({ ...good, [name]: one })
  }
  return values
}

/** Some value a schema allows. */
function within(given: Schema): unknown {
  const schema = resolved(given)
  if (schema.enum) return schema.enum[0]
  if (schema.format === 'uuid') return town.house.queue.id
  if (schema.type === 'integer') return schema.minimum ?? 1
  if (schema.properties)
    return Object.fromEntries(
      Object.entries(schema.properties).map(([name, one]) => [name, within(one)]),
    )
  return 'a'.repeat(Math.max(1, schema.minLength ?? 1))
}

function place(operation: Operation): { caller: Caller; path: string } {
  const { house } = town
  const ids: Record<string, string | null> = {
    sessions: talk.session.id,
    conversations: talk.conversation,
    contacts: talk.first.sender_id,
    agents: house.bob.id,
    queues: house.queue.id,
    webhooks: webhook,
    inboxes: house.inbox.id,
    calendars: calendar,
    calls: NOWHERE,
    trunks: lines.trunk.id,
    phones: lines.phone.phone.id,
    'phone-numbers': lines.number.id,
    'wrap-up-codes': code,
    'presence-reasons': reason,
    'capacity-profiles': profile,
  }
  const path = operation.pattern.replace('/api/v1', '')
  const id = ids[path.split('/')[1] ?? ''] ?? ''
  const byVisitor = operation.body.security.some((one) => 'visitor' in one)
  // Nobody but the agent who serves marks anything as read.
  const staff = path.startsWith('/conversations/') ? house.ann.caller : house.boss.caller
  return {
    caller: byVisitor ? past.visitor : staff,
    path: path.replace('{id}', id),
  }
}

test('what lies beyond a bound is refused, member by member', async () => {
  let tried = 0
  for (const operation of OPERATIONS) {
    // The first-run wizard has run here: it refuses everything alike.
    if (operation.call === 'POST /api/v1/setup') continue
    const media = operation.body.requestBody?.content['application/json']
    if (!media) continue
    const name = componentOf(media.schema?.$ref)
    const { caller, path } = place(operation)
    for (const [member, schema] of Object.entries(schemas[name]?.properties ?? {})) {
      for (const value of beyond(schema)) {
        const body = { ...goodBody(name), [member]: value }
        assert.notEqual(faults(name, body), '', `${name}.${member}: ${JSON.stringify(value)}`)
        const what = `${operation.call} ${member} = ${JSON.stringify(value).slice(0, 80)}`
        const answer = await caller.call(operation.method, path, body).catch((error) => error)
        assert.ok(answer instanceof Refused, `${what} was taken`)
        assert.ok([400, 429].includes(answer.status), `${what}: ${answer.message}`)
        const field = answer.problem.field ?? ''
        assert.ok(field.startsWith(`/${member}`), `${what}: ${answer.problem.code} at ${field}`)
        tried++
      }
    }
  }
  assert.ok(tried > 100, `${tried} values`)
})

test('a query that lies beyond its bound is refused', async () => {
  let tried = 0
  for (const operation of OPERATIONS) {
    const { caller, path } = place(operation)
    for (const { name, schema, in: where } of operation.body.parameters ?? []) {
      if (where !== 'query' || !schema) continue
      for (const value of beyond(schema)) {
        if (value === 'no id' && operation.body.security.length > 1) continue // A visitor's own.
        const query = `?${name}=${encodeURIComponent(String(value))}`
        const answer = await caller.call(operation.method, path + query).catch((error) => error)
        assert.ok(answer instanceof Refused && answer.status === 400, operation.call + query)
        tried++
      }
    }
  }
  assert.ok(tried > 20, `${tried} values`)
})
