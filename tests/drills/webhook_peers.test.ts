// Receivers of webhooks that hang, reset, fail, trickle, pour and send elsewhere, all at once, while
// people talk. The chat must not notice; each receiver gets its few requests and then its pause.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page, Webhook, WebhookDelivery, WebhookMade } from '@parley/api'
import type { Line } from '../harness/client.ts'
import { eventually } from '../harness/eventually.ts'
import { furnish, visit } from '../harness/house.ts'
import { answers, openConfig, Receiver } from '../harness/receiver.ts'
import type { Behaviour } from '../harness/receiver.ts'
import { Server } from '../harness/server.ts'

const TALK_MS = Number(process.env.DRILL_KILLS ?? 20) >= 100 ? 60_000 : 8_000
const EVERY_MS = 60 // A line may send 20 frames a second.
const TALKERS = 5
/** Beside the same talk without webhooks: a little more is a busy machine, not a queue. */
const SLOWER_BY_MAX_MS = 100
const AT_ONCE_MAX = 4

const pour: Behaviour = (response) => {
  response.writeHead(200, { 'content-length': 1 << 30 })
  const more = () => {
    while (!response.destroyed && response.write(Buffer.alloc(65_536, 'x')));
  }
  response.on('drain', more)
  more()
}

const trickle: Behaviour = (response) => {
  response.writeHead(500)
  const drip = setInterval(() => response.write('.'), 500)
  response.on('close', () => clearInterval(drip))
}

const BAD: Record<string, Behaviour> = {
  hangs: () => {},
  resets: (_, request) => request.socket.resetAndDestroy(),
  fails: answers(500, 'no'),
  trickles: trickle,
  'sends elsewhere': answers(307, '', { location: 'http://127.0.0.1:9/' }),
  pours: pour,
  'says nonsense': (_, request) => request.socket.end('\u0000\u0001HTTP/9.9 maybe\r\n\r\n'),
}

/** All at once; milliseconds until each message was acknowledged, shortest first. */
async function talkAll(lines: readonly Line[], name: string): Promise<number[]> {
  const took = await Promise.all(lines.map((line, at) => talk(line, `${name}-${at}`)))
  return took.flat().sort((a, b) => a - b)
}

async function talk(line: Line, name: string): Promise<number[]> {
  const took: number[] = []
  for (const began = Date.now(); Date.now() - began < TALK_MS;) {
    const id = `${name}-${took.length}`
    const asked = performance.now()
    line.send({ type: 'send', client_msg_id: id, text: 'and then?' })
    await line.until((frame) => frame.type === 'ack' && frame.client_msg_id === id)
    took.push(performance.now() - asked)
    await new Promise((done) => setTimeout(done, EVERY_MS))
  }
  return took
}

const p99 = (took: readonly number[]) => took[Math.floor(took.length * 0.99)] ?? 0

test('receivers that misbehave do nothing to the chat', { timeout: 300_000 }, async (t) => {
  const server = await Server.start({ args: ['--config', openConfig()] })
  t.after(() => server.remove())
  const house = await furnish(server)
  const { caller } = house.boss
  const inboxKey = house.inbox.public_key
  const lines = await Promise.all(
    Array.from({ length: TALKERS }, async () => (await visit(house)).line({ inboxKey })),
  )
  t.after(() => lines.forEach((line) => line.close()))
  const alone = await talkAll(lines, 'alone')

  const peers = await Promise.all(
    Object.entries(BAD).map(async ([name, behave]) => {
      let open = 0
      const peer = { name, most: 0, receiver: await Receiver.start(), path: '' }
      peer.receiver.behave = (response, request) => {
        peer.most = Math.max(peer.most, ++open)
        response.on('close', () => --open)
        behave(response, request)
      }
      const { webhook } = await caller.post<WebhookMade>('/webhooks', { url: peer.receiver.url })
      peer.path = `/webhooks/${webhook.id}`
      return peer
    }),
  )
  t.after(() => Promise.all(peers.map(({ receiver }) => receiver.close())))
  const good = await Receiver.start(answers(204))
  t.after(() => good.close())
  const made = await caller.post<WebhookMade>('/webhooks', { url: good.url })

  const beside = await talkAll(lines, 'beside')
  t.diagnostic(`p99 ${p99(alone).toFixed(1)} ms alone, ${p99(beside).toFixed(1)} ms beside them`)
  assert.ok(p99(beside) <= p99(alone) + SLOWER_BY_MAX_MS)

  for (const { name, most, path, receiver } of peers) {
    assert.ok(most <= AT_ONCE_MAX, `${name}: ${most} at once`)
    if (name === 'pours') continue // A status of 200 is a success, whatever follows.
    const paused = await eventually(async () => {
      const webhook = await caller.get<Webhook>(path)
      return webhook.breaker === 'closed' ? undefined : webhook
    }).catch(() => assert.fail(`${name} is not paused`))
    assert.ok(paused.failures >= 5, name)
    assert.ok(receiver.heard.length < 40, `${name}: ${receiver.heard.length} requests`)
  }
  const path = `/webhooks/${made.webhook.id}/deliveries`
  await eventually(async () => {
    const waiting = await caller.get<Page<WebhookDelivery>>(`${path}?state=pending`)
    return waiting.items.length === 0 || undefined
  })
  const ids = good.heard.map(({ id }) => id)
  assert.equal(new Set(ids).size, ids.length, 'nothing came twice where all is well')
  assert.ok(ids.length >= beside.length)
})
