// What the contract says of scopes, asked of every operation there is: the use cases alone look at
// them, so one that forgot to would be open to any key.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { KeyScope, MadeApiKey } from '@parley/api'
import { Caller } from '../harness/client.ts'
import { houseOfFile, raw } from './support.ts'

interface Operation {
  operationId: string
  'x-scope'?: KeyScope
  requestBody?: object
}
interface Contract {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: { KeyScope: { enum: KeyScope[] } } }
}

const NOWHERE = '0190a6f0-0000-7000-8000-00000000dead'

/** Of those whose form is looked at first: what is well formed. */
const BODIES: Record<string, object> = {
  accept_offer: { offer: 1 },
  decline_offer: { offer: 1 },
  transfer_session: { queue_id: NOWHERE },
  summarize_session: { summary: 'scoped' },
  send_message: { client_msg_id: 'scopes-1', text: 'hello' },
  mark_read: { seq: 1 },
  set_presence: { presence: 'offline' },
  set_agent_presence: { presence: 'offline' },
  create_agent: {
    name: 'Zoe',
    email: 'zoe@lantern.example',
    password: 'correct horse battery',
    role: 'agent',
  },
  create_queue: { name: 'Scoped' },
  say_condition: { condition: { all: [] } },
  try_priority_rules: { contact_id: NOWHERE },
  try_entry_rules: { contact_id: NOWHERE },
  update_entry_rules: { rules: [] },
  create_calendar: { name: 'Scoped', terms: { zone: '', week: {}, exceptions: [] } },
  preview_calendar: { terms: { zone: '', week: {}, exceptions: [] } },
  import_calendar: {
    terms: { zone: '', week: {}, exceptions: [] },
    text: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n',
    opens: false,
  },
  update_segments: { segments: [] },
  preview_segment: { condition: { all: [] } },
  create_wrap_up_code: { name: 'Scoped' },
  create_presence_reason: { name: 'Scoped' },
  create_capacity_profile: { name: 'Scoped' },
  ask_colleague: { agent_id: NOWHERE, kind: 'consult' },
  request_callback: { number: '+8613800138000' },
  create_inbox: { name: 'Scoped', queue_id: NOWHERE },
  create_webhook: { url: 'https://receiver.example/' },
  dial: { number: '+8613800138000' },
  join_call: { offer: 'v=0' },
  supervise_call: { mode: 'listen', offer: 'v=0' },
  change_supervision: { mode: 'listen' },
  ring_phone: { phone_id: NOWHERE },
  hold_call: { held: true },
  press_keys: { keys: '1' },
  consult: { agent_id: NOWHERE },
  pause_recording: { paused: true },
  create_trunk: { name: 'Scoped', host: 'sip.example.com' },
  create_phone: { name: 'Scoped', agent_id: NOWHERE },
  create_phone_number: { number: '+861088886666', inbox_id: NOWHERE },
}
const QUERIES: Record<string, string> = {
  list_sessions: '?list=all',
  search_messages: '?q=hello',
  get_report_sheet: '?format=csv',
  list_counted_sessions: '?figure=sessions_opened',
  pull_events: '?after=0',
  get_recording_audio: '?play=1.x',
  upload_attachment: `?conversation_id=${NOWHERE}&name=a.txt`,
}
/** Needed beside the one that the contract names. */
const ALSO: [RegExp, KeyScope][] = [
  [/^\w+ \/api\/v1\/attachments/, 'messages_read'],
  [/^(POST|PATCH|DELETE) \/api\/v1\/(webhooks|routing-hook)/, 'events_read'],
]

const town = houseOfFile()

async function program(scopes: KeyScope[]): Promise<Caller> {
  const body = { name: 'Robot', scopes }
  const { secret } = await town.house.boss.caller.post<MadeApiKey>('/api-keys', body)
  const caller = new Caller(town.house.server)
  caller.apiKey = secret
  return caller
}

async function refusal(caller: Caller, call: string, operation: Operation) {
  const [method, pattern] = call.split(' ') as [string, string]
  const path = pattern.replace(/\{\w+\}/g, NOWHERE) + (QUERIES[operation.operationId] ?? '')
  const isUpload = operation.operationId === 'upload_attachment'
  const body = isUpload ? 'bytes' : JSON.stringify(BODIES[operation.operationId] ?? {})
  const form: Record<string, string> = isUpload ? {} : { 'Content-Type': 'application/json' }
  const answer = await raw(
    town.house.server,
    method,
    path,
    { ...caller.headers(), ...form },
    operation.requestBody ? body : undefined,
  )
  if (answer.ok) return undefined
  const { code, detail } = (await answer.json()) as { code: string; detail: string }
  return code === 'scope_missing' ? `${answer.status} ${code} ${detail}` : undefined
}

test('every operation asks for the scope that the contract names, and for no other', async () => {
  const answer = await raw(town.house.server, 'GET', '/api/openapi.json')
  const contract = (await answer.json()) as Contract
  const all = contract.components.schemas.KeyScope.enum
  const scoped = Object.entries(contract.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => operation['x-scope'])
      .map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
  )
  assert.ok(scoped.length > 30, `${scoped.length} operations have a scope`)
  const without = new Map<KeyScope, Caller>()
  for (const scope of all) without.set(scope, await program(all.filter((one) => one !== scope)))
  for (const [call, operation] of scoped) {
    const needs = [operation['x-scope'] as KeyScope]
    for (const [pattern, scope] of ALSO) if (pattern.test(call)) needs.push(scope)
    for (const scope of needs) {
      const caller = without.get(scope) as Caller
      const told = await refusal(caller, call, operation)
      assert.equal(told, `403 scope_missing ${scope}`, call)
    }
    assert.equal(await refusal(await program(needs), call, operation), undefined, call)
  }
})
