// Webhooks: what is sent, how it is signed, what the log says, who may set them up.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import type { KeyScope, MadeApiKey } from '@parley/api'
import type { Page, Webhook, WebhookBody, WebhookDelivery, WebhookMade } from '@parley/api'
import { Caller } from '../harness/client.ts'
import { eventually } from '../harness/eventually.ts'
import { visit } from '../harness/house.ts'
import { answers, isSignedBy, kindOf, openConfig, Receiver } from '../harness/receiver.ts'
import type { Behaviour } from '../harness/receiver.ts'
import { houseOfFile, say, tell } from './support.ts'

const held = houseOfFile({}, undefined, { args: ['--config', openConfig()] })

async function hook(t: TestContext, behave?: Behaviour, more: Partial<WebhookBody> = {}) {
  const { caller } = held.house.boss
  const receiver = await Receiver.start(behave)
  t.after(() => receiver.close())
  const made = await caller.post<WebhookMade>('/webhooks', { url: receiver.url, ...more })
  t.after(() => caller.call('DELETE', `/webhooks/${made.webhook.id}`).catch(() => {}))
  const path = `/webhooks/${made.webhook.id}`
  const log = async () => (await caller.get<Page<WebhookDelivery>>(`${path}/deliveries`)).items
  return { receiver, made, path, log, caller }
}

async function write(text: string) {
  const visitor = await visit(held.house)
  const line = await visitor.line({ inboxKey: held.house.inbox.public_key })
  const message = await say(line, text)
  line.close()
  return message
}

test('a message is told to the webhook, signed, and the log says so', async (t) => {
  const { receiver, made, log } = await hook(t)
  assert.match(made.secret, /^whsec_[A-Za-z0-9+/]{43}=$/)
  const message = await write('good morning 你好')
  const heard = await receiver.until(
    ({ text, message: told }) => kindOf(told) === 'message_posted' && text.includes(message.id),
  )
  assert.ok(heard.message.type === 'event')
  assert.equal(heard.message.event.kind, 'message_posted')
  assert.deepEqual(heard.message.event.message, message)
  assert.equal(heard.message.at, message.created_at)
  assert.ok(isSignedBy(made.secret, heard))
  assert.equal(heard.headers['content-type'], 'application/json')
  assert.ok(Math.abs(Number(heard.headers['webhook-timestamp']) - Date.now() / 1000) < 30)

  const delivery = await eventually(async () =>
    (await log()).find(({ id, state }) => id === heard.id && state === 'delivered'),
  )
  assert.equal(delivery.event, 'message_posted')
  assert.equal(delivery.event_seq, heard.message.seq)
  assert.equal(delivery.attempts, 1)
  assert.equal(delivery.status, 200)
  assert.equal(delivery.failure, 'none')
  assert.equal(delivery.answer, 'thanks')
})

test('only the types it names, and only what happens after it was made', async (t) => {
  await write('long ago')
  const { receiver } = await hook(t, undefined, { events: ['message_posted', 'queue_updated'] })
  const { caller } = held.house.boss
  await write('now')
  await caller.patch(`/queues/${held.house.queue.id}`, { name: 'Sales' })
  await receiver.until(({ message }) => kindOf(message) === 'queue_updated')
  const texts = receiver.heard.map(({ text }) => text).join()
  assert.ok(texts.includes('now'))
  assert.ok(!texts.includes('long ago'))
  const kinds = new Set(receiver.heard.map(({ message }) => kindOf(message)))
  assert.deepEqual([...kinds].sort(), ['message_posted', 'queue_updated'])
})

test('a failed delivery comes again with the same id', async (t) => {
  let left = 1
  const { receiver, log } = await hook(
    t,
    (response) => response.writeHead(left-- > 0 ? 503 : 204).end('not yet'),
    { events: ['queue_updated'] },
  )
  await held.house.boss.caller.patch(`/queues/${held.house.queue.id}`, { name: 'Sales' })
  const first = await receiver.until(() => true)
  const waiting = await eventually(async () => (await log()).find(({ attempts }) => attempts === 1))
  assert.equal(waiting.state, 'pending')
  assert.equal(waiting.status, 503)
  assert.equal(waiting.failure, 'bad_status')
  assert.equal(waiting.answer, 'not yet')
  const wait = waiting.next_attempt_at - waiting.attempted_at
  assert.ok(wait >= 4_000 && wait <= 6_000, `${wait} ms`)
  const again = await receiver.until((one) => one !== first)
  assert.equal(again.id, first.id)
  assert.equal(again.text, first.text)
  assert.ok(again.at - first.at >= 4_000)
  const done = await eventually(async () => (await log()).find(({ attempts }) => attempts === 2))
  assert.equal(done.state, 'delivered')
})

test('a receiver that asks for time is given it', async (t) => {
  let left = 2
  const soon = () => new Date(Date.now() + 9_000).toUTCString()
  const { receiver, log } = await hook(
    t,
    (response) => {
      left -= 1
      const asks = left === 1 ? { 'retry-after': '8' } : { 'retry-after': soon() }
      if (left < 0) response.writeHead(204).end()
      else response.writeHead(left === 1 ? 429 : 503, asks).end()
    },
    { events: ['queue_updated'] },
  )
  await held.house.boss.caller.patch(`/queues/${held.house.queue.id}`, { name: 'Sales' })
  const first = await receiver.until(() => true)
  const waiting = await eventually(async () => (await log()).find(({ attempts }) => attempts === 1))
  assert.equal(waiting.status, 429)
  const wait = waiting.next_attempt_at - waiting.attempted_at
  assert.equal(wait, 8_000)
  const second = await receiver.until((one) => one !== first)
  assert.equal(second.id, first.id)
  assert.ok(second.at - first.at >= 8_000, `${second.at - first.at} ms`)
  const again = await eventually(async () => (await log()).find(({ attempts }) => attempts === 2))
  assert.equal(again.status, 503)
  assert.ok(again.next_attempt_at - again.attempted_at >= 24_000, 'a wait of ours is not shortened')
})

test('410 switches it off, and says why', async (t) => {
  const { path, caller } = await hook(t, answers(410), { events: ['queue_updated'] })
  await caller.patch(`/queues/${held.house.queue.id}`, { name: 'Sales' })
  const off = await eventually(async () => {
    const webhook = await caller.get<Webhook>(path)
    return webhook.active ? undefined : webhook
  })
  assert.equal(off.off_reason, 'gone')
  assert.equal(await tell(caller, 'POST', `${path}/test`), '409 webhook_off')
  const on = await caller.patch<Webhook>(path, { active: true })
  assert.equal(on.off_reason, 'no')
  assert.equal(on.failures, 0)
})

test('a test is sent at once, and not repeated', async (t) => {
  const { receiver, made, path, log, caller } = await hook(t, answers(500))
  const sent = await caller.post<WebhookDelivery>(`${path}/test`)
  const heard = await receiver.until(({ id }) => id === sent.id)
  assert.deepEqual(heard.message, { type: 'test', at: sent.created_at })
  assert.ok(isSignedBy(made.secret, heard))
  const failed = await eventually(async () =>
    (await log()).find(({ id, state }) => id === sent.id && state === 'failed'),
  )
  assert.equal(failed.attempts, 1)
  assert.equal(failed.event, 'test')
})

test('a redirect is an answer like any other: nobody follows it', async (t) => {
  const secret = await Receiver.start()
  t.after(() => secret.close())
  const { path, log, caller } = await hook(t, answers(302, '', { location: secret.url }))
  const { id } = await caller.post<WebhookDelivery>(`${path}/test`)
  const delivery = await eventually(async () =>
    (await log()).find((one) => one.id === id && one.state === 'failed'),
  )
  assert.equal(delivery.status, 302)
  assert.equal(secret.heard.length, 0)
})

test('with a new secret the old one signs too, for a day', async (t) => {
  const { receiver, made, path, caller } = await hook(t)
  const fresh = await caller.post<WebhookMade>(`${path}/secret`)
  assert.notEqual(fresh.secret, made.secret)
  const { id } = await caller.post<WebhookDelivery>(`${path}/test`)
  const heard = await receiver.until((one) => one.id === id)
  assert.ok(isSignedBy(made.secret, heard))
  assert.ok(isSignedBy(fresh.secret, heard))
  const left = fresh.webhook.former_secret_until - Date.now()
  assert.ok(left > 23.9 * 3_600_000 && left <= 24 * 3_600_000)
  assert.ok(!JSON.stringify(await caller.get(path)).includes('whsec_'))
})

test('one delivery, or all that failed, can be sent again', async (t) => {
  const { receiver, path, log, caller } = await hook(t, answers(410), { events: ['queue_updated'] })
  await caller.patch(`/queues/${held.house.queue.id}`, { name: 'Sales' })
  const failed = await eventually(async () => (await log()).find((one) => one.state === 'failed'))
  receiver.behave = answers(200)
  await caller.patch(path, { active: true })
  await caller.post(`${path}/deliveries/${failed.id}/replay`)
  await eventually(async () => (await log()).find((one) => one.state === 'delivered'))
  assert.deepEqual(
    receiver.heard.map(({ id }) => id),
    [failed.id, failed.id],
  )
  assert.deepEqual(await caller.post(`${path}/replay`, { state: 'failed' }), {
    count: 0,
    more: false,
  })
  const range = { first_seq: failed.event_seq, last_seq: failed.event_seq }
  assert.deepEqual(await caller.post(`${path}/replay`, range), { count: 1, more: false })
  await eventually(async () => receiver.heard.length === 3 || undefined)
})

test('the log is read by pages, newest first, and by state', async (t) => {
  const { path, log, caller } = await hook(t)
  for (let i = 0; i < 5; ++i) await caller.post(`${path}/test`)
  await eventually(
    async () => (await log()).every(({ state }) => state === 'delivered') || undefined,
  )
  const all = await log()
  const first = await caller.get<Page<WebhookDelivery>>(`${path}/deliveries?limit=3`)
  const rest = await caller.get<Page<WebhookDelivery>>(
    `${path}/deliveries?limit=3&cursor=${first.next_cursor}`,
  )
  assert.deepEqual([...first.items, ...rest.items], all)
  assert.equal(rest.next_cursor, null)
  const failed = await caller.get<Page<WebhookDelivery>>(`${path}/deliveries?state=failed`)
  assert.deepEqual(failed.items, [])
  assert.equal(await tell(caller, 'GET', `${path}/deliveries?state=broken`), '400 unknown_value')
})

test('only administrators set them up, or look at them', async (t) => {
  const { path, caller: boss } = await hook(t)
  const { caller } = held.house.ann
  for (const [method, at, body] of [
    ['GET', '/webhooks'],
    ['POST', '/webhooks', { url: 'http://127.0.0.1:9/' }],
    ['GET', path],
    ['PATCH', path, { active: false }],
    ['DELETE', path],
    ['POST', `${path}/secret`],
    ['POST', `${path}/test`],
    ['GET', `${path}/deliveries`],
    ['POST', `${path}/replay`, {}],
  ] as const) {
    assert.equal(await tell(caller, method, at, body), '403 permission_missing', `${method} ${at}`)
  }
  const nowhere = '/webhooks/01890000-0000-7000-8000-000000000000'
  assert.equal(await tell(boss, 'GET', nowhere), '404 webhook_not_found')
  assert.equal(await tell(boss, 'PATCH', nowhere, {}), '404 webhook_not_found')
  assert.equal(await tell(boss, 'DELETE', nowhere), '404 webhook_not_found')
  assert.equal(await tell(boss, 'GET', `${nowhere}/deliveries`), '404 webhook_not_found')
  assert.equal(
    await tell(boss, 'POST', `${path}/deliveries/${nowhere.slice(10)}/replay`),
    '404 delivery_not_found',
  )
})

test('a program sets them up only where its key may also be told everything', async (t) => {
  const { path, caller: boss } = await hook(t)
  const holding = async (...scopes: KeyScope[]) => {
    const { secret } = await boss.post<MadeApiKey>('/api-keys', { name: 'CRM', scopes })
    const caller = new Caller(held.house.server)
    caller.apiKey = secret
    return caller
  }
  const looks = [
    ['GET', '/webhooks'],
    ['GET', path],
    ['GET', `${path}/deliveries`],
  ] as const
  const changes = [
    ['POST', '/webhooks', { url: 'http://127.0.0.1:9/' }],
    ['PATCH', path, { url: 'http://127.0.0.1:9/' }],
    ['DELETE', path],
    ['POST', `${path}/secret`],
    ['POST', `${path}/test`],
    ['POST', `${path}/replay`, {}],
  ] as const
  const writer = await holding('settings_write')
  const listener = await holding('events_read', 'settings_read')
  for (const [method, at] of looks) {
    assert.equal(await tell(writer, method, at), '403 scope_missing', at)
    assert.equal(await tell(listener, method, at), 'ok', at)
  }
  for (const caller of [writer, listener]) {
    for (const [method, at, body] of changes)
      assert.equal(await tell(caller, method, at, body), '403 scope_missing', `${method} ${at}`)
  }
  const both = await holding('settings_write', 'events_read')
  assert.equal(await tell(both, 'POST', `${path}/test`), 'ok')
})

test('what is deleted is gone, with its log', async (t) => {
  const { receiver, path, log, caller } = await hook(t)
  await caller.post(`${path}/test`)
  await receiver.until(() => true)
  await caller.call('DELETE', path)
  assert.equal(await tell(caller, 'GET', path), '404 webhook_not_found')
  await assert.rejects(log())
})
