// Receivers that misbehave: what each does to its own deliveries, and that it does nothing to others.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import type { Page, Webhook, WebhookDelivery, WebhookMade } from '@parley/api'
import { eventually } from '../harness/eventually.ts'
import { visit } from '../harness/house.ts'
import { answers, openConfig, Receiver } from '../harness/receiver.ts'
import type { Behaviour } from '../harness/receiver.ts'
import { houseOfFile, say } from './support.ts'

const HANG_ENDS_WITHIN_MS = 12_000
const SECOND_RETRY_WITHIN_MS = 60_000 // Half a minute and a fifth, on a busy machine.
const held = houseOfFile({}, undefined, { args: ['--config', openConfig()] })

async function hook(t: TestContext, behave: Behaviour) {
  const { caller } = held.house.boss
  const receiver = await Receiver.start(behave)
  const body = { url: receiver.url, events: ['queue_updated'] }
  const { webhook } = await caller.post<WebhookMade>('/webhooks', body)
  const path = `/webhooks/${webhook.id}`
  t.after(async () => {
    await caller.call('DELETE', path)
    await receiver.close()
  })
  const log = async () => (await caller.get<Page<WebhookDelivery>>(`${path}/deliveries`)).items
  const tried = async (withinMs?: number) => {
    const { id } = await caller.post<WebhookDelivery>(`${path}/test`)
    return eventually(
      async () => (await log()).find((one) => one.id === id && one.attempts === 1),
      withinMs,
    )
  }
  return { receiver, caller, path, log, tried, health: () => caller.get<Webhook>(path) }
}

const rename = () =>
  held.house.boss.caller.patch(`/queues/${held.house.queue.id}`, { name: `Sales ${Math.random()}` })

test('one that never answers is hung up on in time', async (t) => {
  const { tried } = await hook(t, () => {})
  const delivery = await tried(HANG_ENDS_WITHIN_MS + 5_000)
  assert.equal(delivery.failure, 'timed_out')
  assert.equal(delivery.status, 0)
  assert.ok(delivery.took_ms >= 9_000 && delivery.took_ms < HANG_ENDS_WITHIN_MS)
})

test('garbage, a reset and a closed port have names of their own', async (t) => {
  const garbage = await hook(t, (_, request) => request.socket.end('220 mail ESMTP\r\n'))
  assert.equal((await garbage.tried()).failure, 'broken_answer')
  const reset = await hook(t, (_, request) => request.socket.resetAndDestroy())
  assert.equal((await reset.tried()).failure, 'broken_answer')
  const gone = await hook(t, answers(200))
  await gone.receiver.close()
  assert.equal((await gone.tried()).failure, 'connect_failed')
  await gone.receiver.listen()
})

test('a status counts, however long its body trickles or how much of it there is', async (t) => {
  const trickle = await hook(t, (response) => {
    response.writeHead(200)
    const drip = setInterval(() => response.write('.'), 500)
    response.on('close', () => clearInterval(drip))
  })
  const trickled = await trickle.tried(HANG_ENDS_WITHIN_MS + 5_000)
  assert.equal(trickled.state, 'delivered')
  assert.ok(trickled.took_ms < HANG_ENDS_WITHIN_MS)

  let written = 0
  const flood = await hook(t, (response) => {
    response.writeHead(200, { 'content-length': 1 << 30 })
    const pour = () => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536, 'x'))) written += 65_536
    }
    response.on('drain', pour)
    pour()
  })
  const flooded = await flood.tried()
  assert.equal(flooded.state, 'delivered')
  assert.equal(flooded.answer, 'x'.repeat(1024))
  assert.ok(written < 1 << 26, `${written} bytes were taken`)
})

test('what is no text in an answer does no harm', async (t) => {
  const { tried } = await hook(t, (response) =>
    response.writeHead(400).end(Buffer.from([0x41, 0, 0xff, 0x1b, 0x42])),
  )
  const delivery = await tried()
  assert.equal(delivery.answer, 'A???B')
})

test('five failures pause it; what waits keeps its attempts; a test is let through', async (t) => {
  const { receiver, log, health, tried } = await hook(t, answers(500))
  for (let i = 0; i < 5; ++i) await rename()
  const paused = await eventually(async () => {
    const webhook = await health()
    return webhook.breaker === 'open' ? webhook : undefined
  })
  assert.ok(paused.failures >= 5)
  const left = paused.open_until - Date.now()
  assert.ok(left > 50_000 && left <= 60_000, `${left} ms`)
  const before = receiver.heard.length
  await rename()
  const waiting = await eventually(async () => (await log()).find(({ attempts }) => attempts === 0))
  assert.equal(waiting.state, 'pending')
  receiver.behave = answers(200)
  assert.equal((await tried()).state, 'delivered')
  const allThere = async () => (await log()).every((one) => one.state === 'delivered') || undefined
  await eventually(allThere, SECOND_RETRY_WITHIN_MS)
  assert.equal((await health()).breaker, 'closed')
  assert.ok(receiver.heard.length >= before + 7)
})

test('while receivers hang, at most four requests wait at each, and others are served', async (t) => {
  let waiting = 0
  let most = 0
  const hang: Behaviour = (response) => {
    most = Math.max(most, ++waiting)
    response.on('close', () => --waiting)
  }
  const bad = await hook(t, hang)
  const good = await hook(t, answers(200))
  const began = Date.now()
  for (let i = 0; i < 12; ++i) await rename()
  await eventually(async () => good.receiver.heard.length >= 12 || undefined)
  assert.ok(Date.now() - began < 5_000, 'the good one does not wait for the bad one')
  assert.equal(bad.receiver.heard.length, 4)
  assert.equal(most, 4)
  const visitor = await visit(held.house)
  const line = await visitor.line({ inboxKey: held.house.inbox.public_key })
  const asked = Date.now()
  await say(line, 'still there?')
  assert.ok(Date.now() - asked < 1_000)
  line.close()
})

test('kill -9: nothing that was to be sent is forgotten, and nothing is made twice', async (t) => {
  const { receiver, log, tried } = await hook(t, answers(200))
  const { server } = held.house
  await rename()
  await receiver.until(() => true)
  await receiver.close()
  for (let i = 0; i < 8; ++i) await rename()
  await server.kill()
  await server.start()
  await receiver.listen()
  await rename()
  await tried() // Which ends the pause, if it was long enough in trouble for one.
  const stored = await eventually(async () => {
    const all = (await log()).filter(({ event }) => event !== 'test')
    const isDone = all.length === 10 && all.every(({ state }) => state === 'delivered')
    return isDone ? all : undefined
  })
  assert.equal(new Set(stored.map(({ event_seq }) => event_seq)).size, 10)
  const heard = new Set(receiver.heard.map(({ id }) => id))
  assert.ok(stored.every(({ id }) => heard.has(id)))
})

test('kill -9 while it is being sent: it comes again, under the same id', async (t) => {
  let hangs = true
  const { receiver } = await hook(t, (response) => {
    if (!hangs) response.writeHead(200).end()
  })
  const { server } = held.house
  await rename()
  const first = await receiver.until(() => true)
  await server.kill()
  hangs = false
  await server.start()
  const again = await receiver.until((one) => one !== first)
  assert.equal(again.id, first.id)
})

test('a server that is asked to stop does not wait for receivers that hang', async (t) => {
  const { receiver } = await hook(t, () => {})
  const { server } = held.house
  await rename()
  await receiver.until(() => true)
  const began = Date.now()
  assert.equal(await server.stop(), 0)
  assert.ok(Date.now() - began < 5_000)
  receiver.behave = answers(200)
  await server.start()
  await receiver.until((one) => one.at > began)
})
