// Webhooks of an installation with two nodes: one of them sends, and when it dies the other goes on.
// Each event comes at least once, always with the same id.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { WebhookMade } from '@parley/api'
import type { Line } from '../harness/client.ts'
import { eventually } from '../harness/eventually.ts'
import { visit } from '../harness/house.ts'
import { openConfig, Receiver, type Behaviour } from '../harness/receiver.ts'
import type { Server } from '../harness/server.ts'
import { CAN_RUN, Cluster, visitorAt } from './cluster.ts'
import { insist } from './insist.ts'

const MESSAGES = 20
/** So that some are always under way: more than a message takes. */
const ANSWERED_AFTER_MS = 150
/** When the owner changes, what was under way may come again: as many as go at once. */
const AGAIN_MAX = 4
const skip = CAN_RUN ? false : 'needs a PostgreSQL: tests/harness/with_postgres runs it'

test('one node sends; when it dies the other goes on', { skip, timeout: 120_000 }, async (t) => {
  const cluster = await Cluster.start(2, ['--config', openConfig()])
  const receiver = await Receiver.start(late)
  try {
    const house = await cluster.furnish()
    await house.boss.caller.post<WebhookMade>('/webhooks', {
      url: receiver.url,
      events: ['message_posted'],
    })
    const visitor = visitorAt(cluster.node(1), await visit(house))
    const line = await visitor.line({ inboxKey: house.inbox.public_key })

    const first = await talk(line)
    await heardAll(receiver, first)
    assert.equal(again(receiver), 0, 'while all is well nothing comes twice')
    await sends(cluster.node(0), receiver.heard.length)
    assert.equal(await delivered(cluster.node(1)), 0, 'only the owner sends')

    const [second] = await Promise.all([talk(line), dies(cluster.node(0), receiver)])
    await heardAll(receiver, [...first, ...second])
    t.diagnostic(`${receiver.heard.length} requests, ${again(receiver)} of them again`)
    assert.ok(again(receiver) <= AGAIN_MAX, `${again(receiver)} came again`)

    await cluster.node(0).start()
    const before = await delivered(cluster.node(1))
    const third = await talk(line)
    await heardAll(receiver, [...first, ...second, ...third])
    assert.equal(await delivered(cluster.node(0)), 0, 'who comes back leaves it to the owner')
    await sends(cluster.node(1), before + MESSAGES)

    const other = await visitorAt(cluster.node(0), visitor).line({
      inboxKey: house.inbox.public_key,
    })
    const so = again(receiver)
    const [fourth] = await Promise.all([talk(other), drains(cluster.node(1))])
    await heardAll(receiver, [...first, ...second, ...third, ...fourth])
    t.diagnostic(`${again(receiver) - so} came again when the owner drained`)
    assert.ok(again(receiver) - so <= AGAIN_MAX)
    for (const one of [line, other]) one.close()
  } catch (error) {
    for (const node of cluster.nodes) console.error(node.log(25))
    throw error
  } finally {
    await cluster.remove()
    await receiver.close()
  }
})

const late: Behaviour = (response) => {
  setTimeout(() => response.writeHead(204).end(), ANSWERED_AFTER_MS)
}

/** The ids of what was acknowledged. */
async function talk(line: Line): Promise<string[]> {
  const ids: string[] = []
  for (let said = 0; said < MESSAGES; said++) {
    ids.push((await insist(line, 'and then?')).id)
    await sleep(60)
  }
  return ids
}

/** In the middle of sending. */
async function dies(node: Server, receiver: Receiver) {
  const heard = receiver.heard.length
  await receiver.until(() => receiver.heard.length > heard + 5)
  await node.kill()
}

async function drains(node: Server) {
  await sleep(300)
  assert.equal(await node.stop(), 0)
}

async function heardAll(receiver: Receiver, ids: readonly string[]) {
  const missing = () => {
    const told = new Set(receiver.heard.map(messageOf))
    return ids.filter((id) => !told.has(id))
  }
  await eventually(async () => missing().length === 0 || undefined).catch(() =>
    assert.fail(`never heard of ${missing().length} messages`),
  )
  const idOf = new Map<number, string>()
  for (const { id, message } of receiver.heard) {
    assert.ok(message.type === 'event')
    assert.equal(id, idOf.get(message.seq) ?? id, `event ${message.seq} has two ids`)
    idOf.set(message.seq, id)
  }
}

function messageOf({ message }: Receiver['heard'][number]): string {
  return message.type === 'event' ? (message.event.message?.id ?? '') : ''
}

function again(receiver: Receiver): number {
  return receiver.heard.length - new Set(receiver.heard.map(({ id }) => id)).size
}

async function sends(node: Server, count: number) {
  await eventually(async () => (await delivered(node)) >= count || undefined)
}

async function delivered(node: Server): Promise<number> {
  const text = await (await fetch(`${node.origin}/metrics`)).text()
  const found = /parley_webhook_attempts_total\{outcome="delivered"\} (\d+)/.exec(text)
  return Number(found?.[1] ?? Number.NaN)
}
