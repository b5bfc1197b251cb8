// Two nodes of one installation: any node serves any client, and the death of a node, of the bus
// between them or of the database's connections costs seconds, never a message.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EventFrame, Message, Session } from '@parley/api'
import { visit, type House, type Person } from '../harness/house.ts'
import type { Caller, Line } from '../harness/client.ts'
import { restartPostgres } from '../harness/postgres.ts'
import { say } from '../api/support.ts'
import { at, CAN_RUN, Cluster, visitorAt } from './cluster.ts'
import { AGAIN_WITHIN_MS, insist } from './insist.ts'

const TAKEN_OVER_WITHIN_MS = 5_000
const skip = CAN_RUN ? false : 'needs a PostgreSQL: tests/harness/with_postgres runs it'

function play(title: string, act: (cluster: Cluster, house: House) => Promise<void>) {
  test(title, { skip, timeout: 120_000 }, async () => {
    const cluster = await Cluster.start(2)
    try {
      await act(cluster, await cluster.furnish())
    } catch (error) {
      for (const node of cluster.nodes) console.error(node.log(25))
      throw error
    } finally {
      await cluster.remove()
    }
  })
}

/** A visitor at one node, an agent at another; the session is accepted. */
async function meet(house: House, agent: Person, visitor: Caller) {
  const desk = await agent.caller.line()
  desk.send({ type: 'presence', presence: 'ready' })
  const widget = await visitor.line({ inboxKey: house.inbox.public_key })
  const first = await say(widget, 'is anybody there?')
  const offer = (await desk.until(
    (one) => one.type === 'event' && one.event.kind === 'session_offered',
  )) as EventFrame
  const session = offer.event.session as Session
  await agent.caller.post(`/sessions/${session.id}/accept`, { offer: session.offer?.number })
  return { desk, widget, session, conversation: first.conversation_id }
}

function hears(line: Line, text: string, withinMs = AGAIN_WITHIN_MS) {
  return line.until((one) => one.type === 'event' && one.event.message?.text === text, withinMs)
}

async function textsOf(agent: Person, conversation: string): Promise<string[]> {
  const path = `/conversations/${conversation}/messages?limit=200`
  const { items } = await agent.caller.get<{ items: Message[] }>(path)
  const said = items.filter((one) => one.kind !== 'notice')
  const seqs = items.map((one) => one.seq)
  assert.deepEqual(seqs, [...new Set(seqs)], 'no number twice')
  return said.map((one) => one.text)
}

play('a visitor at one node and an agent at the other talk', async (cluster, house) => {
  const ann = await at(cluster.node(1), house.ann)
  const visitor = await visit(house)
  const { desk, widget, conversation } = await meet(house, ann, visitor)

  await say(desk, 'how can I help?', { conversation_id: conversation })
  await hears(widget, 'how can I help?')
  await say(widget, 'where is my tea?')
  await hears(desk, 'where is my tea?')
  desk.send({ type: 'typing', conversation_id: conversation, on: true })
  await widget.until((one) => one.type === 'typing_notice' && one.on)

  const other = visitorAt(cluster.node(1), visitor)
  const second = await other.line({ inboxKey: house.inbox.public_key })
  await say(second, 'the same visitor at the other node')
  await hears(widget, 'the same visitor at the other node')
  const settings = await at(cluster.node(1), house.boss)
  await settings.caller.patch(`/queues/${house.queue.id}`, { name: 'Renamed elsewhere' })
  await desk.until((one) => one.type === 'event' && one.event.queue?.name === 'Renamed elsewhere')
})

play(
  'the owner is killed: the other node goes on, nothing lost or doubled',
  async (cluster, house) => {
    const ann = await at(cluster.node(1), house.ann)
    const visitor = visitorAt(cluster.node(1), await visit(house))
    const { desk, widget, conversation } = await meet(house, ann, visitor)
    await say(widget, 'before')

    const killedAt = Date.now()
    await cluster.node(0).kill()
    await insist(widget, 'meanwhile')
    const took = Date.now() - killedAt
    assert.ok(took <= TAKEN_OVER_WITHIN_MS, `taken over after ${took} ms`)
    await hears(desk, 'meanwhile')
    await insist(desk, 'still here', { conversation_id: conversation })
    await hears(widget, 'still here')
    assert.deepEqual(await textsOf(ann, conversation), [
      'is anybody there?',
      'before',
      'meanwhile',
      'still here',
    ])
    console.warn(`the owner's death cost ${took} ms`)
  },
)

play(
  'the owner stands still: what was asked of it is soon asked of the next',
  async (cluster, house) => {
    const ann = await at(cluster.node(1), house.ann)
    const visitor = visitorAt(cluster.node(1), await visit(house))
    const { desk, widget, conversation } = await meet(house, ann, visitor)
    const { pid } = cluster.node(0)
    const began = Date.now()
    process.kill(pid, 'SIGSTOP')
    try {
      await insist(widget, 'meanwhile')
      const took = Date.now() - began
      assert.ok(took <= TAKEN_OVER_WITHIN_MS, `taken over after ${took} ms`)
    } finally {
      process.kill(pid, 'SIGCONT')
    }
    await insist(widget, 'and now the old owner is back')
    await hears(desk, 'and now the old owner is back')
    assert.deepEqual(await textsOf(ann, conversation), [
      'is anybody there?',
      'meanwhile',
      'and now the old owner is back',
    ])
  },
)

play('the bus is killed and comes back', async (cluster, house) => {
  const ann = await at(cluster.node(1), house.ann)
  const { desk, widget, conversation } = await meet(house, ann, await visit(house))
  await cluster.nats.kill()
  await say(widget, 'without a bus') // The owner is here, and needs none.
  await hears(desk, 'without a bus') // Read from the store, a little later.
  await cluster.nats.start()
  await insist(desk, 'with it again', { conversation_id: conversation })
  await hears(widget, 'with it again')
  assert.deepEqual(await textsOf(ann, conversation), [
    'is anybody there?',
    'without a bus',
    'with it again',
  ])
})

play('the database is restarted in the middle of a chat', async (cluster, house) => {
  const ann = await at(cluster.node(1), house.ann)
  const { desk, widget, conversation } = await meet(house, ann, await visit(house))
  await say(widget, 'before')
  const began = Date.now()
  await restartPostgres()
  await insist(widget, 'after')
  await hears(desk, 'after')
  await insist(desk, 'so am I', { conversation_id: conversation })
  await hears(widget, 'so am I')
  console.warn(`the restart of the database cost ${Date.now() - began} ms`)
  assert.deepEqual(await textsOf(ann, conversation), [
    'is anybody there?',
    'before',
    'after',
    'so am I',
  ])
})

play('a node that drains hands over at once; one that joins serves', async (cluster, house) => {
  const ann = await at(cluster.node(1), house.ann)
  const visitor = visitorAt(cluster.node(1), await visit(house))
  const { widget, desk, conversation } = await meet(house, ann, visitor)
  const left = Date.now()
  const [status] = await Promise.all([cluster.node(0).stop(), insist(widget, 'while it leaves')])
  assert.equal(status, 0)
  console.warn(`draining cost ${Date.now() - left} ms`)
  await hears(desk, 'while it leaves')

  const third = await cluster.join()
  const bob = await at(third, house.bob)
  const line = await bob.caller.line()
  await insist(desk, 'a third is here', { conversation_id: conversation })
  await hears(line, 'a third is here')
})
