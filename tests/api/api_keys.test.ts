// Programs that ask by an API key: within its scopes and its agent's role, until it is revoked or
// its time is over.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ApiKey, ApiKeyBody, KeyScope, MadeApiKey, Me, Page, Queue } from '@parley/api'
import { Caller, Line } from '../harness/client.ts'
import { employ, type Person } from '../harness/house.ts'
import { ask, chat, event, houseOfFile, messageId, raw, say, tell } from './support.ts'

const ALL: KeyScope[] = [
  'sessions_read',
  'sessions_write',
  'messages_read',
  'messages_write',
  'contacts_read',
  'contacts_write',
  'settings_read',
  'settings_write',
  'agents_read',
  'agents_write',
  'events_read',
]

const town = houseOfFile()

function make(scopes: KeyScope[], more: Partial<ApiKeyBody> = {}): Promise<MadeApiKey> {
  return town.house.boss.caller.post<MadeApiKey>('/api-keys', { name: 'Robot', scopes, ...more })
}

function holding(secret: string): Caller {
  const caller = new Caller(town.house.server)
  caller.apiKey = secret
  return caller
}

async function program(scopes: KeyScope[], more: Partial<ApiKeyBody> = {}): Promise<Caller> {
  return holding((await make(scopes, more)).secret)
}

async function listed(id: string): Promise<ApiKey | undefined> {
  const page = await town.house.boss.caller.get<Page<ApiKey>>('/api-keys?limit=200')
  return page.items.find((one) => one.id === id)
}

/** Nothing is offered to them from here on. */
async function away(...people: Pick<Person, 'caller'>[]) {
  for (const { caller } of people) await caller.post('/me/presence', { presence: 'offline' })
}

test('a key is shown once, and known by its first letters from then on', async () => {
  const { key, secret } = await make(['settings_read'])
  assert.match(secret, /^pk_[A-Za-z0-9_-]{43}$/)
  assert.ok(secret.startsWith(key.prefix) && key.prefix.length < secret.length / 2)
  const again = await listed(key.id)
  assert.deepEqual(again, key)
  assert.equal(JSON.stringify(again).includes(secret), false)
  assert.equal(key.agent_id, town.house.boss.id)
  assert.equal(key.last_used_at, 0)

  assert.equal(await tell(holding(secret), 'GET', '/queues'), 'ok')
  assert.ok(((await listed(key.id))?.last_used_at ?? 0) > 0)
})

test('a program needs no header of ours, and a cookie beside its key counts for nothing', async () => {
  const { secret } = await make(['settings_write'])
  const made = await holding(secret).post<Queue>('/queues', { name: 'By a program' })
  assert.equal(made.name, 'By a program')
  const headers = { Cookie: town.house.boss.caller.cookie, Authorization: 'Bearer pk_wrong' }
  const answer = await raw(town.house.server, 'GET', '/api/v1/me', headers)
  assert.equal(answer.status, 401)
  assert.equal(((await answer.json()) as { code: string }).code, 'bad_api_key')
})

test('what is no key of ours lets nobody in', async () => {
  const { secret } = await make(ALL)
  for (const wrong of ['pk_', secret.slice(0, -1), `${secret}x`, secret.toUpperCase(), 'x', '{}']) {
    assert.equal(await tell(holding(wrong), 'GET', '/me'), '401 bad_api_key', wrong)
  }
})

test('each operation asks for its own scope', async () => {
  const { house } = town
  const talk = await chat(house, house.ann, 'about scopes')
  const { conversation, session } = talk
  const contact = session.contact_id
  const needs: [KeyScope, string, string, unknown?][] = [
    ['sessions_read', 'GET', '/sessions?list=all'],
    ['sessions_read', 'GET', `/sessions/${session.id}`],
    ['sessions_read', 'GET', '/counts'],
    ['sessions_write', 'POST', '/me/presence', { presence: 'offline' }],
    ['messages_read', 'GET', `/conversations/${conversation}/messages`],
    ['messages_read', 'GET', '/search?q=scopes'],
    [
      'messages_write',
      'POST',
      `/conversations/${conversation}/messages`,
      { client_msg_id: messageId(), text: 'by a program' },
    ],
    ['messages_write', 'POST', `/conversations/${conversation}/read`, { seq: 1 }],
    ['contacts_read', 'GET', `/contacts/${contact}`],
    ['contacts_write', 'PATCH', `/contacts/${contact}`, { note: 'met a program' }],
    ['settings_read', 'GET', '/queues'],
    ['settings_read', 'GET', '/inboxes'],
    ['settings_write', 'PATCH', '/workspace', { name: 'Lantern Tea' }],
    ['settings_write', 'POST', '/queues', { name: 'Scoped' }],
    ['settings_write', 'PATCH', `/queues/${house.queue.id}`, { name: 'Sales' }],
    ['settings_write', 'PATCH', `/inboxes/${house.inbox.id}`, { name: 'Shop' }],
    ['agents_read', 'GET', '/agents'],
    ['events_read', 'GET', '/events?after=0'],
    ['agents_write', 'PATCH', `/agents/${house.bob.id}`, { capacity: 100 }],
    ['sessions_write', 'POST', `/sessions/${session.id}/close`, {}],
  ]
  for (const [scope, method, path, body] of needs) {
    const rest = ALL.filter((one) => one !== scope)
    const without = await program(rest)
    assert.equal(await tell(without, method, path, body), '403 scope_missing', `${method} ${path}`)
    const only = await program([scope])
    assert.equal(await tell(only, method, path, body), 'ok', `${method} ${path}`)
  }
  talk.desk.close()
  talk.widget.close()
})

test('a key may never do more than its agent', async () => {
  const { ann } = town.house
  const caller = await program(ALL, { agent_id: ann.id })
  assert.equal(await tell(caller, 'POST', '/queues', { name: 'x' }), '403 permission_missing')
  assert.equal(await tell(caller, 'PATCH', `/agents/${ann.id}`, {}), '403 permission_missing')
  const me = await caller.get<Me>('/me')
  assert.equal(me.agent.id, ann.id)
  assert.deepEqual(me.permissions, ['session_serve', 'call_dial'])
  assert.equal(me.api_key?.name, 'Robot')
  const bosss = await program(['settings_read', 'agents_write'])
  assert.deepEqual((await bosss.get<Me>('/me')).permissions, ['settings_read', 'agent_manage'])
})

test('keys and sign-ins are kept by people only, and keys by administrators only', async () => {
  const caller = await program(ALL)
  const { key } = await make(['settings_read'])
  const body = { name: 'x', scopes: ['settings_read'] }
  assert.equal(await tell(caller, 'GET', '/api-keys'), '403 not_by_api_key')
  assert.equal(await tell(caller, 'POST', '/api-keys', body), '403 not_by_api_key')
  assert.equal(await tell(caller, 'DELETE', `/api-keys/${key.id}`), '403 not_by_api_key')
  assert.equal(await tell(caller, 'GET', '/sign-ins'), '403 not_by_api_key')
  assert.equal(await tell(caller, 'POST', '/sign-out'), '403 not_by_api_key')
  const sue = await employ(town.house.boss, { name: 'Sue', role: 'supervisor' })
  for (const person of [sue, town.house.ann]) {
    assert.equal(await tell(person.caller, 'GET', '/api-keys'), '403 permission_missing')
    assert.equal(await tell(person.caller, 'POST', '/api-keys', body), '403 permission_missing')
    const path = `/api-keys/${key.id}`
    assert.equal(await tell(person.caller, 'DELETE', path), '403 permission_missing')
  }
})

test('a revoked key is refused at once, and its line closes within seconds', async () => {
  const { key, secret } = await make(['settings_read', 'events_read'])
  const caller = holding(secret)
  const line = await caller.line()
  await town.house.boss.caller.call('DELETE', `/api-keys/${key.id}`)
  assert.equal(await tell(caller, 'GET', '/queues'), '401 api_key_revoked')
  assert.equal(await line.closed, 4409)
  assert.ok(((await listed(key.id))?.revoked_at ?? 0) > 0)
  assert.equal(await tell(town.house.boss.caller, 'DELETE', `/api-keys/${key.id}`), 'ok')
  const nowhere = '0190a6f0-0000-7000-8000-00000000dead'
  const path = `/api-keys/${nowhere}`
  assert.equal(await tell(town.house.boss.caller, 'DELETE', path), '404 api_key_not_found')
})

test('a key ends when it was said to, over REST and on its line', async () => {
  const { key, secret } = await make(['settings_read', 'events_read'], {
    expires_at: Date.now() + 2_000,
  })
  const caller = holding(secret)
  const line = await caller.line()
  assert.equal(await tell(caller, 'GET', '/queues'), 'ok')
  assert.equal(await line.closed, 4401)
  assert.ok(Date.now() >= key.expires_at)
  assert.equal(await tell(caller, 'GET', '/queues'), '401 api_key_expired')
})

test('a key ends with its agent', async () => {
  const eve = await employ(town.house.boss, { name: 'Eve' })
  const caller = await program(ALL, { agent_id: eve.id })
  assert.equal(await tell(caller, 'GET', '/me'), 'ok')
  await town.house.boss.caller.patch(`/agents/${eve.id}`, { active: false })
  assert.equal(await tell(caller, 'GET', '/me'), '401 api_key_revoked')
})

test('a body that makes no sense makes no key', async () => {
  const { caller } = town.house.boss
  const good = { name: 'x', scopes: ['settings_read'] }
  const wrong: [object, string][] = [
    [{ ...good, name: ' ' }, '400 missing_field'],
    [{ ...good, name: 'x'.repeat(101) }, '400 name_too_long'],
    [{ ...good, scopes: [] }, '400 missing_field'],
    [{ ...good, scopes: ['everything'] }, '400 unknown_value'],
    [{ ...good, expires_at: 1 }, '400 out_of_range'],
    [{ ...good, agent_id: town.house.queue.id }, '404 agent_not_found'],
  ]
  for (const [body, told] of wrong) {
    assert.equal(await tell(caller, 'POST', '/api-keys', body), told, JSON.stringify(body))
  }
  const doubled = await make(['settings_write', 'settings_read', 'settings_write'])
  assert.deepEqual(doubled.key.scopes, ['settings_read', 'settings_write'])
})

test('a bot of its own serves visitors by its key', async () => {
  const { house } = town
  await away(house.ann, house.bob)
  const bot = await employ(house.boss, { name: 'Bot', queue_ids: [house.queue.id] })
  const caller = await program(['sessions_write', 'messages_write', 'events_read'], {
    agent_id: bot.id,
  })
  const talk = await chat(house, { ...bot, caller }, 'is a bot there?')
  await say(talk.desk, 'yes', { conversation_id: talk.conversation })
  const heard = await event(talk.widget, ({ event: { message } }) => message?.text === 'yes')
  assert.equal(heard.event.message?.sender_name, 'Bot')
  assert.equal(talk.session.agent_id, bot.id)
  await away({ caller })
  talk.desk.close()
  talk.widget.close()
})

test('the line asks for the same scopes as REST', async () => {
  const { house } = town
  const deaf = await Line.open(house.server, {})
  deaf.send({ type: 'hello', protocol: 1, api_key: (await make(['settings_read'])).secret })
  assert.equal(await deaf.closed, 4403)
  const unknown = await Line.open(house.server, {})
  unknown.send({ type: 'hello', protocol: 1, api_key: 'pk_nobody' })
  assert.equal(await unknown.closed, 4401)

  await away(house.bob)
  const talk = await chat(house, house.ann, 'who listens?')
  const line = await (await program(['events_read'])).line()
  const send = { type: 'send', client_msg_id: messageId(), text: 'x' } as const
  const answer = await ask(line, { ...send, conversation_id: talk.conversation })
  assert.equal(answer.type === 'error' && answer.code, 'scope_missing')
  line.send({ type: 'presence', presence: 'ready' })
  const refused = await line.until((frame) => frame.type === 'error' && !frame.client_msg_id)
  assert.equal(refused.type === 'error' && refused.code, 'scope_missing')
  await say(talk.widget, 'anybody?')
  await event(line, ({ event: { message } }) => message?.text === 'anybody?')
  for (const one of [line, talk.desk, talk.widget]) one.close()
})

test('the list of keys is paged, newest first, and knows its own cursors only', async () => {
  const names = ['one', 'two', 'three']
  for (const name of names) await make(['settings_read'], { name })
  const { caller } = town.house.boss
  const first = await caller.get<Page<ApiKey>>('/api-keys?limit=2')
  assert.deepEqual(
    first.items.map((one) => one.name),
    ['three', 'two'],
  )
  const next = await caller.get<Page<ApiKey>>(`/api-keys?limit=1&cursor=${first.next_cursor}`)
  assert.deepEqual(
    next.items.map((one) => one.name),
    ['one'],
  )
  assert.equal(await tell(caller, 'GET', '/api-keys?cursor=nonsense'), '400 bad_cursor')
  assert.equal(await tell(caller, 'GET', '/api-keys?limit=201'), '400 out_of_range')
})
