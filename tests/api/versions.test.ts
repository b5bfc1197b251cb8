// ETag, If-None-Match and If-Match; rate limits as they are told; lists page by page.

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Agent, Contact, ContactDetail, Inbox, MadeApiKey } from '@parley/api'
import type { Page, Queue, SignIn, Webhook, WebhookMade, Workspace } from '@parley/api'
import { Caller } from '../harness/client.ts'
import { PASSWORD } from '../harness/house.ts'
import { type Chat, chat, houseOfFile, raw, tell } from './support.ts'

let talk: Chat
const town = houseOfFile({}, async (house) => {
  talk = await chat(house, house.ann)
})
after(() => {
  talk.desk.close()
  talk.widget.close()
})

function ask(caller: Caller, path: string, headers: Record<string, string> = {}) {
  return raw(caller.server, 'GET', `/api/v1${path}`, { ...caller.headers(), ...headers })
}

async function patch(caller: Caller, path: string, body: object, ifMatch: string) {
  const answer = await raw(
    caller.server,
    'PATCH',
    `/api/v1${path}`,
    {
      ...caller.headers(),
      'X-Parley-Request': '1',
      'Content-Type': 'application/json',
      'If-Match': ifMatch,
    },
    JSON.stringify(body),
  )
  const json = (await answer.json()) as { code?: string; version?: string }
  return { status: answer.status, code: json.code ?? '', etag: answer.headers.get('ETag') ?? '' }
}

async function makeWebhook(): Promise<Webhook> {
  const body = { url: 'https://till.example/in', events: ['queue_updated'] }
  return (await town.house.boss.caller.post<WebhookMade>('/webhooks', body)).webhook
}

test('every single thing and every list has a tag, and is not sent twice', async () => {
  const { house } = town
  const { caller } = house.boss
  const { session } = talk
  const paths = [
    '/me',
    '/workspace',
    `/agents/${house.ann.id}`,
    `/queues/${house.queue.id}`,
    `/inboxes/${house.inbox.id}`,
    `/sessions/${session.id}`,
    `/contacts/${session.contact_id}`,
    `/webhooks/${(await makeWebhook()).id}`,
    '/agents',
    '/queues',
    '/inboxes',
    '/webhooks',
    '/channels',
    '/sign-ins',
    '/api-keys',
    '/sessions?list=all',
    `/conversations/${session.conversation_id}/messages`,
  ]
  for (const path of paths) {
    const first = await ask(caller, path)
    assert.equal(first.status, 200, path)
    const tag = first.headers.get('ETag') ?? ''
    assert.match(tag, /^"[0-9a-f-]+"$/, path)
    const again = await ask(caller, path, { 'If-None-Match': tag })
    assert.equal(again.status, 304, path)
    assert.equal(await again.text(), '')
    assert.equal(again.headers.get('ETag'), tag)
    const other = await ask(caller, path, { 'If-None-Match': '"other"' })
    assert.equal(other.status, 200, path)
  }
})

test('a stale version changes nothing, the present one does, over every kind', async () => {
  const { house } = town
  const { caller } = house.boss
  const contact = `/contacts/${talk.session.contact_id}`
  const webhook = `/webhooks/${(await makeWebhook()).id}`
  const kinds: [path: string, body: object][] = [
    ['/workspace', { name: 'Lantern' }],
    [`/agents/${house.ann.id}`, { capacity: 50 }],
    [`/queues/${house.queue.id}`, { share: 50 }],
    [`/inboxes/${house.inbox.id}`, { greeting: 'Good day' }],
    [contact, { note: 'likes tea' }],
    [webhook, { description: 'for the till' }],
  ]
  for (const [path, body] of kinds) {
    const before = (await ask(caller, path)).headers.get('ETag') ?? ''
    const done = await patch(caller, path, body, before)
    assert.equal(done.status, 200, path)
    const stale = await patch(caller, path, body, before)
    assert.deepEqual([stale.status, stale.code], [412, 'changed_meanwhile'], path)
    const now = await ask(caller, path)
    const version = (now.headers.get('ETag') ?? '').slice(1).split('-')[0]
    assert.equal(done.etag.slice(1).split('-')[0], version, path)
    assert.notEqual(before.slice(1).split('-')[0], version, path)
    assert.equal((await patch(caller, path, body, `"${version}"`)).status, 200, path)
    assert.equal((await patch(caller, path, body, '*')).status, 200, path)
  }
})

test('the version stands in lists too, and moves by itself for nobody', async () => {
  const { house } = town
  const { caller } = house.boss
  const listed = (await caller.get<Page<Agent>>('/agents')).items.find(
    (one) => one.id === house.ann.id,
  )
  assert.ok(listed)
  await house.ann.caller.post('/me/presence', { presence: 'away', reason: 'meal' })
  const path = `/agents/${house.ann.id}`
  const present = await caller.get<Agent>(path)
  assert.equal(present.presence, 'away')
  assert.equal(present.version, listed.version)
  assert.equal((await patch(caller, path, { capacity: 60 }, `"${listed.version}"`)).status, 200)

  const inbox = await caller.get<Inbox>(`/inboxes/${house.inbox.id}`)
  await new Caller(house.server).get(`/widget/${house.inbox.public_key}`)
  const loaded = await caller.get<Inbox>(`/inboxes/${house.inbox.id}`)
  assert.ok(loaded.connected_at > 0)
  assert.equal(loaded.version, inbox.version)

  const made = await makeWebhook()
  const hook = `/webhooks/${made.id}`
  await caller.post(`${hook}/secret`)
  const rotated = (await caller.get<Page<Webhook>>('/webhooks')).items.find(
    (one) => one.id === made.id,
  )
  assert.ok(rotated && rotated.former_secret_until > 0)
  assert.equal(rotated.version, made.version)
  const off = await caller.patch<Webhook>(hook, { active: false })
  assert.notEqual(off.version, made.version)
})

test('of many who change the same version one wins', async () => {
  const { house } = town
  const { caller } = house.boss
  const kinds: [path: string, (i: number) => object][] = [
    [`/queues/${house.queue.id}`, (i) => ({ wrap_up_seconds: 10 + i })],
    ['/workspace', (i) => ({ name: `Lantern ${i}` })],
    [`/webhooks/${(await makeWebhook()).id}`, (i) => ({ description: `till ${i}` })],
    [`/contacts/${talk.session.contact_id}`, (i) => ({ note: `note ${i}` })],
  ]
  for (const [path, body] of kinds) {
    const tag = (await ask(caller, path)).headers.get('ETag') ?? ''
    const told = await Promise.all(
      Array.from({ length: 8 }, (_, i) => patch(caller, path, body(i), tag)),
    )
    assert.equal(told.filter((one) => one.status === 200).length, 1, path)
    assert.equal(told.filter((one) => one.code === 'changed_meanwhile').length, 7, path)
  }
})

test('two who change different fields of a contact at once do not undo each other', async () => {
  const { house } = town
  const { caller } = house.boss
  const path = `/contacts/${talk.session.contact_id}`
  await Promise.all([
    caller.patch<Contact>(path, { name: 'Wang' }),
    caller.patch<Contact>(path, { note: 'VIP' }),
    caller.patch<Contact>(path, { phone: '+86 138 0013 8000' }),
  ])
  const { contact } = await caller.get<ContactDetail>(path)
  assert.deepEqual(
    [contact.name, contact.note, contact.phone],
    ['Wang', 'VIP', '+86 138 0013 8000'],
  )
})

test('what is asked for by its id is found, or is not there', async () => {
  const { house } = town
  const nowhere = '0190a6f0-0000-7000-8000-00000000dead'
  const { caller } = house.boss
  assert.equal((await caller.get<Queue>(`/queues/${house.queue.id}`)).id, house.queue.id)
  assert.equal(await tell(caller, 'GET', `/queues/${nowhere}`), '404 queue_not_found')
  assert.equal(await tell(caller, 'GET', `/inboxes/${nowhere}`), '404 inbox_not_found')
  assert.equal(await tell(caller, 'GET', `/agents/${nowhere}`), '404 agent_not_found')
  assert.equal((await caller.get<Workspace>('/workspace')).id.length, 36)
})

test('a program is told how its requests stand, and is stopped when they are used up', async () => {
  const { house } = town
  const body = { name: 'Eager', scopes: ['settings_read'] }
  const { secret } = await house.boss.caller.post<MadeApiKey>('/api-keys', body)
  const eager = new Caller(house.server)
  eager.apiKey = secret
  const first = await ask(eager, '/queues')
  assert.equal(first.headers.get('RateLimit-Limit'), '500')
  assert.equal(first.headers.get('RateLimit-Remaining'), '499')
  assert.equal(first.headers.get('RateLimit-Reset'), '1')
  let refused: Response | undefined
  for (let round = 0; round < 40 && !refused; round++) {
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask(eager, '/channels')))
    refused = answers.find((one) => one.status === 429)
  }
  assert.ok(refused, 'a bucket of 500 is not endless')
  assert.equal(((await refused.json()) as { code: string }).code, 'rate_limited')
  assert.equal(refused.headers.get('RateLimit-Remaining'), '0')
  assert.ok(Number(refused.headers.get('Retry-After')) >= 1)
  const agent = await ask(house.boss.caller, '/queues')
  assert.equal(agent.status, 200)
  assert.equal(agent.headers.get('RateLimit-Limit'), '1000')
})

test('a list is walked in pages of any size, each item once, also while it changes', async () => {
  const { caller } = town.house.boss
  for (const name of ['Billing', 'Apples', '售后', 'Cellar', 'Apples']) {
    await caller.post<Queue>('/queues', { name })
  }
  const whole = (await caller.get<Page<Queue>>('/queues?limit=200')).items
  const names = whole.map((one) => one.name)
  for (const limit of [1, 2, 3, 200]) {
    const walked: string[] = []
    let cursor = ''
    do {
      const path = `/queues?limit=${limit}&cursor=${encodeURIComponent(cursor)}`
      const page = await caller.get<Page<Queue>>(path)
      walked.push(...page.items.map((one) => one.id))
      cursor = page.next_cursor ?? ''
    } while (cursor)
    assert.deepEqual(
      walked,
      whole.map((one) => one.id),
      `${limit} of ${names}`,
    )
  }
  const page = await caller.get<Page<Queue>>('/queues?limit=2')
  await caller.post<Queue>('/queues', { name: 'AAA before all' })
  const last = page.items.at(-1)
  await caller.patch(`/queues/${last?.id}`, { name: 'zzz after all' })
  const next = await caller.get<Page<Queue>>(`/queues?limit=1&cursor=${page.next_cursor}`)
  assert.equal(next.items[0]?.id, whole[2]?.id)
  for (const path of ['/queues', '/agents', '/inboxes', '/sign-ins', '/api-keys', '/sessions']) {
    assert.equal(await tell(caller, 'GET', `${path}?cursor=nonsense`), '400 bad_cursor', path)
    assert.equal(await tell(caller, 'GET', `${path}?limit=0`), '400 out_of_range', path)
    assert.equal(await tell(caller, 'GET', `${path}?limit=201`), '400 out_of_range', path)
  }
})

test('sign-ins are paged, newest first', async () => {
  const { house } = town
  for (let i = 0; i < 3; i++) await new Caller(house.server).signIn(house.ann.email, PASSWORD)
  const whole = (await house.ann.caller.get<Page<SignIn>>('/sign-ins')).items
  assert.equal(whole.length, 4)
  assert.equal(whole.at(-1)?.current, true)
  const first = await house.ann.caller.get<Page<SignIn>>('/sign-ins?limit=3')
  const rest = await house.ann.caller.get<Page<SignIn>>(
    `/sign-ins?limit=3&cursor=${first.next_cursor}`,
  )
  assert.deepEqual([...first.items, ...rest.items], whole)
  assert.equal(rest.next_cursor, null)
})
