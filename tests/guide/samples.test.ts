// The samples of the guide do what the guide says, with the real program.

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { ApiKeyBody, MadeApiKey, Message, Page, Session, WebhookMade } from '@parley/api'
import type { Queue, RoutingHook } from '@parley/api'
import type { Line } from '../harness/client.ts'
import { eventually } from '../harness/eventually.ts'
import { employ, furnish, type Person } from '../harness/house.ts'
import { openConfig } from '../harness/receiver.ts'
import { freePort, Server } from '../harness/server.ts'
import { Running } from './guide.ts'

const WITHIN_MS = 90_000

test(
  'the visitor says it once, over a killed server and its own end',
  { timeout: WITHIN_MS },
  async (t) => {
    const server = await Server.start()
    t.after(() => server.remove())
    const { ann, inbox } = await furnish(server)
    let line = await atWork(ann)
    const file = join(server.folder, 'visitor.json')
    const run = (text?: string) => {
      const running = new Running('visitor.mjs', [
        server.origin,
        inbox.public_key,
        file,
        ...(text ? [text] : []),
      ])
      t.after(() => running.kill())
      return running
    }

    const visitor = run('Is the shop open today?')
    const session = await accepted(line, ann)
    await visitor.says('stored as')
    await say(ann, session, 'Until six.')
    await visitor.says('Ann: Until six.')

    await server.kill()
    await server.start()
    line = await atWork(ann)
    await say(ann, session, 'Tomorrow too.')
    await visitor.says('Ann: Tomorrow too.')

    await visitor.kill()
    await say(ann, session, 'And on Sunday.')
    // As if it had ended between sending and hearing the acknowledgement.
    const state = JSON.parse(readFileSync(file, 'utf8'))
    const [asked] = await spoken(ann, session, 'visitor')
    assert.ok(asked)
    state.unsent = [{ type: 'send', client_msg_id: asked.client_msg_id, text: asked.text }]
    writeFileSync(file, JSON.stringify(state))
    const again = run()
    await again.says('Ann: And on Sunday.')
    await again.says(`stored as ${asked.seq}`)
    assert.doesNotMatch(again.said, /Until six|Tomorrow/, 'what was printed is not printed again')
    assert.equal((await spoken(ann, session, 'visitor')).length, 1)
    line.close()
  },
)

test('a wrong inbox ends the visitor with its reason', { timeout: WITHIN_MS }, async (t) => {
  const server = await Server.start()
  t.after(() => server.remove())
  const running = new Running('visitor.mjs', [
    server.origin,
    'nothing',
    join(server.folder, 'v'),
    'Hi',
  ])
  assert.equal(await running.over(), 1)
  assert.match(running.said, /inbox_not_found/)
})

test('who waits is listed for a supervisor', { timeout: WITHIN_MS }, async (t) => {
  const server = await Server.start()
  t.after(() => server.remove())
  const house = await furnish(server)
  const grace = await employ(house.boss, { name: 'Grace', role: 'supervisor' })
  const file = join(server.folder, 'visitor.json')
  const visitor = new Running('visitor.mjs', [
    server.origin,
    house.inbox.public_key,
    file,
    'Hello?',
  ])
  t.after(() => visitor.kill())
  await visitor.says('stored as')

  const body: ApiKeyBody = { name: 'Board', scopes: ['sessions_read'], agent_id: grace.id }
  const { secret } = await house.boss.caller.post<MadeApiKey>('/api-keys', body)
  const running = new Running('waiting.mjs', [server.origin], { PARLEY_KEY: secret })
  assert.equal(await running.over(), 0, running.said)
  assert.match(running.said, /^visitor, \d+ s, left a message$/m)
})

test(
  'the program that routes sends who asks for a lawyer to them',
  { timeout: WITHIN_MS },
  async (t) => {
    const server = await Server.start({ args: ['--config', openConfig()] })
    t.after(() => server.remove())
    const { boss, inbox, queue } = await furnish(server)
    const law = await boss.caller.post<Queue>('/queues', { name: 'Law' })
    const port = await freePort()
    const url = `http://127.0.0.1:${port}/`
    const { secret } = await boss.caller.patch<RoutingHook>('/routing-hook', { url, active: true })
    const program = new Running('route.mjs', [`${port}`], {
      HOOK_SECRET: secret,
      LAW_QUEUE: law.id,
    })
    t.after(() => program.kill())
    await program.says(`listening on ${port}`)
    for (const [text, wanted] of [
      ['I was sued', law.id],
      ['Good morning', queue.id],
    ] as const) {
      const file = join(server.folder, `${wanted}.json`)
      const visitor = new Running('visitor.mjs', [server.origin, inbox.public_key, file, text])
      t.after(() => visitor.kill())
      await visitor.says('stored as')
      await eventually(async () => {
        const { items } = await boss.caller.get<Page<Session>>('/sessions?list=all')
        return items.some((one) => one.last_message?.text === text && one.queue_id === wanted)
      })
    }
    const forged = await fetch(url, { method: 'POST', body: '{}' })
    assert.equal(forged.status, 401)
  },
)

test(
  'the receiver takes what is genuine, once, and nothing else',
  { timeout: WITHIN_MS },
  async (t) => {
    const server = await Server.start({ args: ['--config', openConfig()] })
    t.after(() => server.remove())
    const { boss, inbox } = await furnish(server)
    const port = await freePort()
    const url = `http://127.0.0.1:${port}/`
    const made = await boss.caller.post<WebhookMade>('/webhooks', { url })
    const receiver = new Running('receiver.mjs', [`${port}`], { WEBHOOK_SECRET: made.secret })
    t.after(() => receiver.kill())
    await receiver.says(`listening on ${port}`)
    await boss.caller.post(`/webhooks/${made.webhook.id}/test`)
    await receiver.says('a test')

    const file = join(server.folder, 'visitor.json')
    const visitor = new Running('visitor.mjs', [
      server.origin,
      inbox.public_key,
      file,
      'Hello 你好',
    ])
    t.after(() => visitor.kill())
    await receiver.says('visitor: Hello 你好')
    await boss.caller.post(`/webhooks/${made.webhook.id}/replay`, {})
    const forged = { 'webhook-id': 'x', 'webhook-timestamp': `${Math.round(Date.now() / 1000)}` }
    const answer = await fetch(url, {
      method: 'POST',
      headers: { ...forged, 'webhook-signature': 'v1,AAAA' },
      body: '{"type":"test"}',
    })
    assert.equal(answer.status, 401)
    await boss.caller.post(`/webhooks/${made.webhook.id}/secret`)
    await receiver.says('webhook_updated') // Signed with both; the receiver knows the first.
    assert.equal(receiver.said.match(/Hello/g)?.length, 1, 'sent again, but acted on once')
  },
)

async function atWork(agent: Person): Promise<Line> {
  const line = await agent.caller.line()
  line.send({ type: 'presence', presence: 'ready' })
  return line
}

async function accepted(line: Line, agent: Person): Promise<Session> {
  const frame = await line.until(
    (one) => one.type === 'event' && one.event.session?.offer?.agent_id === agent.id,
  )
  const session = frame.type === 'event' ? frame.event.session : undefined
  assert.ok(session?.offer)
  const offer = session.offer.number
  return agent.caller.post<Session>(`/sessions/${session.id}/accept`, { offer })
}

async function say(agent: Person, session: Session, text: string) {
  const path = `/conversations/${session.conversation_id}/messages`
  await agent.caller.post(path, { client_msg_id: randomUUID(), text })
}

async function spoken(agent: Person, session: Session, sender: string): Promise<Message[]> {
  const path = `/conversations/${session.conversation_id}/messages`
  const page = await agent.caller.get<Page<Message>>(path)
  return page.items.filter((one) => one.sender === sender)
}
