// What stands over a restart: an offer in flight, the order of a stream, the answer to a retry. And
// how the server goes when it is asked to.

import assert from 'node:assert/strict'
import { once } from 'node:events'
import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { json } from 'node:stream/consumers'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import type { Message, Page, Session } from '@parley/api'
import { furnish } from '../harness/house.ts'
import type { House } from '../harness/house.ts'
import { Server } from '../harness/server.ts'
import { ask, chat, event, messageId, offered, say } from './support.ts'

const DRAIN_WITHIN_MS = 15_000

async function freshHouse(t: TestContext): Promise<House> {
  const server = await Server.start()
  t.after(() => server.remove())
  return furnish(server)
}

test('an offer in flight survives kill -9 with its number, and can then be accepted', async (t) => {
  const house = await freshHouse(t)
  const { session, widget, visitor } = await offered(house, house.ann)
  await house.server.kill()
  assert.equal(await widget.closed, 1006)
  await house.server.start()

  const desk = await house.ann.caller.line()
  const queue = await house.ann.caller.get<Page<Session>>('/sessions?list=queue')
  const [still] = queue.items
  assert.equal(still?.id, session.id)
  assert.deepEqual(still?.offer, session.offer, 'the same agent, number and end')
  const path = `/sessions/${session.id}/accept`
  const accepted = await house.ann.caller.post<Session>(path, { offer: session.offer?.number })
  assert.equal(accepted.state, 'assigned')
  assert.equal(accepted.agent_id, house.ann.id)

  const back = await visitor.line({ inboxKey: house.inbox.public_key })
  await say(desk, 'here I am again', { conversation_id: accepted.conversation_id })
  await event(back, ({ event }) => event.message?.text === 'here I am again')
  desk.close()
  back.close()
})

test('a retry after kill -9 is answered with the first message', async (t) => {
  const house = await freshHouse(t)
  const talk = await chat(house, house.ann)
  const frame = { type: 'send', client_msg_id: messageId(), text: 'once only' } as const
  const first = await ask(talk.widget, frame)
  await house.server.kill()
  await house.server.start()
  const back = await talk.visitor.line({ inboxKey: house.inbox.public_key })
  assert.deepEqual(await ask(back, frame), first)
  const page = await talk.visitor.get<Page<Message>>('/visitor/messages')
  assert.equal(page.items.filter((message) => message.text === 'once only').length, 1)
  back.close()
})

/** A question whose head is read, and whose body the server waits for. */
async function halfAsked(server: Server, path: string) {
  const asking = request(server.origin + path, {
    headers: { Expect: '100-continue', 'Content-Length': 2 },
  })
  asking.flushHeaders()
  await once(asking, 'continue')
  return asking
}

test('SIGTERM: every line is told to come back, and the program ends well and in time', async (t) => {
  const house = await freshHouse(t)
  const talk = await chat(house, house.ann)
  await say(talk.widget, 'before the end')
  const asking = await halfAsked(house.server, '/readyz')
  const began = Date.now()
  const status = house.server.stop()
  assert.equal(await talk.widget.closed, 1001)
  assert.equal(await talk.desk.closed, 1001)
  asking.end('{}')
  const [answer] = (await once(asking, 'response')) as [IncomingMessage]
  assert.equal(answer.statusCode, 503)
  assert.deepEqual(await json(answer), { ready: false, reasons: ['draining'] })
  assert.equal(await status, 0)
  const took = Date.now() - began
  t.diagnostic(`ended after ${took} ms`)
  assert.ok(took < DRAIN_WITHIN_MS, `${took} ms`)

  await house.server.start()
  const page = await talk.visitor.get<Page<Message>>('/visitor/messages')
  assert.ok(page.items.some((message) => message.text === 'before the end'))
})
