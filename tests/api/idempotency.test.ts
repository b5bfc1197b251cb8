// A request that names an Idempotency-Key is done once, and repeated gets the first answer.

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import type { Agent, MadeApiKey, Message, Page, Queue } from '@parley/api'
import { Caller } from '../harness/client.ts'
import { PASSWORD } from '../harness/house.ts'
import { chat, houseOfFile, messageId, postOnce, tell } from './support.ts'

const town = houseOfFile()

interface Answer {
  status: number
  replayed: boolean
  text: string
  code: string
}

async function send(caller: Caller, path: string, body: object, key: string): Promise<Answer> {
  const answer = await postOnce(caller, path, body, key)
  const text = await answer.text()
  return {
    status: answer.status,
    replayed: answer.headers.get('Idempotency-Replayed') === 'true',
    text,
    code: answer.ok ? '' : (JSON.parse(text) as { code: string }).code,
  }
}

async function queues(): Promise<Queue[]> {
  return (await town.house.boss.caller.get<Page<Queue>>('/queues?limit=200')).items
}

test('whatever is made is made once, and answered alike', async () => {
  const { house } = town
  const talk = await chat(house, house.ann)
  const wanted: [Caller, string, object, number][] = [
    [house.boss.caller, '/queues', { name: 'Once' }, 201],
    [house.boss.caller, '/inboxes', { name: 'Once', queue_id: house.queue.id }, 201],
    [
      house.boss.caller,
      '/agents',
      { name: 'Once', email: 'once@lantern.example', password: PASSWORD, role: 'agent' },
      201,
    ],
    [house.boss.caller, '/webhooks', { url: 'https://hooks.example/a', events: [] }, 201],
    [house.boss.caller, '/api-keys', { name: 'Once', scopes: ['agents_read'] }, 201],
    [
      house.ann.caller,
      `/conversations/${talk.conversation}/messages`,
      { client_msg_id: messageId(), text: 'once' },
      200,
    ],
    [
      new Caller(house.server),
      '/visitors',
      { inbox_key: house.inbox.public_key, locale: 'en' },
      201,
    ],
  ]
  for (const [caller, path, body, status] of wanted) {
    const key = randomUUID()
    const first = await send(caller, path, body, key)
    assert.equal(first.status, status, `${path} ${first.text}`)
    assert.equal(first.replayed, false)
    for (let i = 0; i < 2; i++) {
      assert.deepEqual(await send(caller, path, body, key), { ...first, replayed: true }, path)
    }
  }
  assert.equal((await queues()).filter((one) => one.name === 'Once').length, 1)
  const path = `/conversations/${talk.conversation}/messages`
  const said = (await house.ann.caller.get<Page<Message>>(path)).items
  assert.equal(said.filter((one) => one.text === 'once').length, 1)
  talk.desk.close()
  talk.widget.close()
})

test('the same word for another request is refused, and does nothing', async () => {
  const { caller } = town.house.boss
  const key = randomUUID()
  assert.equal((await send(caller, '/queues', { name: 'First' }, key)).status, 201)
  const other = await send(caller, '/queues', { name: 'Second' }, key)
  assert.deepEqual([other.status, other.code], [409, 'idempotency_key_reused'])
  const elsewhere = await send(caller, '/inboxes', { name: 'First' }, key)
  assert.equal(elsewhere.status, 400, 'a body that cannot be read is refused as such')
  const body = { name: 'First', queue_id: town.house.queue.id }
  assert.equal((await send(caller, '/inboxes', body, key)).code, 'idempotency_key_reused')
  assert.equal(
    (await queues()).some((one) => one.name === 'Second'),
    false,
  )
})

test('a word belongs to who says it', async () => {
  const { house } = town
  const made = await house.boss.caller.post<MadeApiKey>('/api-keys', {
    name: 'Other',
    scopes: ['settings_write'],
  })
  const program = new Caller(house.server)
  program.apiKey = made.secret
  const key = randomUUID()
  const mine = await send(house.boss.caller, '/queues', { name: 'Mine' }, key)
  const theirs = await send(program, '/queues', { name: 'Mine' }, key)
  assert.deepEqual([theirs.status, theirs.replayed], [201, false])
  assert.notEqual(theirs.text, mine.text)
})

test('what was refused may be tried again', async () => {
  const { house } = town
  const key = randomUUID()
  const body = { name: 'Late', email: house.ann.email, password: PASSWORD, role: 'agent' }
  assert.equal((await send(house.boss.caller, '/agents', body, key)).code, 'email_taken')
  const other = { ...body, email: 'late@lantern.example' }
  const made = await send(house.boss.caller, '/agents', other, key)
  assert.equal(made.status, 201)
  assert.equal((JSON.parse(made.text) as Agent).email, 'late@lantern.example')
})

test('of many at the same moment one is done, and the others say so', async () => {
  const { caller } = town.house.boss
  for (let round = 0; round < 5; round++) {
    const key = randomUUID()
    const name = `Rush ${round}`
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => send(caller, '/queues', { name }, key)),
    )
    const made = answers.filter((one) => one.status === 201)
    assert.equal(new Set(made.map((one) => one.text)).size, 1)
    assert.equal(made.filter((one) => !one.replayed).length, 1)
    for (const one of answers) {
      assert.ok(one.status === 201 || one.code === 'request_in_progress', one.text)
    }
    assert.equal((await queues()).filter((one) => one.name === name).length, 1)
    assert.equal((await send(caller, '/queues', { name }, key)).replayed, true)
  }
})

test('the first answer outlives the server', async () => {
  const { house } = town
  const key = randomUUID()
  const first = await send(house.boss.caller, '/queues', { name: 'Lasting' }, key)
  await house.server.kill()
  await house.server.start()
  const again = await send(house.boss.caller, '/queues', { name: 'Lasting' }, key)
  assert.deepEqual(again, { ...first, replayed: true })
  assert.equal((await queues()).filter((one) => one.name === 'Lasting').length, 1)
})

test("a word that could be anybody's is none", async () => {
  const { caller } = town.house.boss
  for (const key of ['1', 'fifteen-letters', 'x'.repeat(201), 'has a space in the middle']) {
    assert.equal(
      (await send(caller, '/queues', { name: 'x' }, key)).code,
      'bad_idempotency_key',
      key,
    )
  }
  assert.equal(await tell(caller, 'GET', '/queues'), 'ok')
})
