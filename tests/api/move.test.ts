// An installation is copied from SQLite to PostgreSQL: what stood there stands here, whoever was
// signed in still is, and a chat goes on where it was.

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import type { AckFrame, Attachment, MadeApiKey, Message, Page } from '@parley/api'
import type { WebhookMade } from '@parley/api'
import { Caller } from '../harness/client.ts'
import { furnish, PASSWORD } from '../harness/house.ts'
import type { House } from '../harness/house.ts'
import { isSignedBy, openConfig, Receiver } from '../harness/receiver.ts'
import { newDatabase, Server } from '../harness/server.ts'
import { ask as sql, move, moveAndKill, NEEDS_POSTGRES } from './move.ts'
import { ask, chat, event, messageId, postOnce, raw, say } from './support.ts'
import type { Chat } from './support.ts'

/** Where a copy of the demo is killed, one after the other. */
const KILLED_WHEN = [
  '(SELECT count(*) FROM presence_interval) > 50',
  '(SELECT count(*) FROM session_detail) > 50',
  '(SELECT count(*) FROM message) > 100',
  '(SELECT count(*) FROM message) > 1500',
  '(SELECT count(*) FROM event) > 1000',
  '(SELECT count(*) FROM event) > 5000',
  '(SELECT count(*) FROM search_entry) > 800',
  '(SELECT count(*) FROM identity) > 50',
]
/** Small, so that a copy takes seconds and can be caught anywhere. */
const SLOWLY = ['--batch', '5']
const WITHIN_MS = 240_000
const options = { ...NEEDS_POSTGRES, timeout: WITHIN_MS }

async function onSqlite(t: TestContext, demo = false): Promise<Server> {
  const server = await Server.start({ database: '', demo, args: ['--config', openConfig()] })
  t.after(() => server.remove())
  return server
}

async function served(t: TestContext, database: string, source: Server): Promise<Server> {
  const files = ['--files', join(source.data, 'files'), '--config', openConfig()]
  const server = await Server.start({ database, args: files })
  t.after(() => server.remove())
  return server
}

/** The same person, asking the other server. */
function there(caller: Caller, server: Server): Caller {
  const same = new Caller(server, caller.credential)
  same.cookie = caller.cookie
  same.apiKey = caller.apiKey
  return same
}

async function keptAnswer(caller: Caller, key: string): Promise<string> {
  const body = { name: 'Till', scopes: ['sessions_read'] }
  const answer = await postOnce(caller, '/api-keys', body, key)
  assert.equal(answer.status, 201)
  return answer.text()
}

/** What everybody may ask of a house, without what each start of a server changes. */
async function everything(boss: Caller, talk: Chat, lastSeq: number): Promise<string> {
  const paths = [
    '/me',
    '/workspace',
    '/agents',
    '/queues',
    '/inboxes',
    '/api-keys',
    '/webhooks',
    '/sign-ins',
    '/channels',
    '/sessions?list=all&limit=200',
    '/sessions?list=closed&limit=200',
    `/sessions/${talk.session.id}`,
    `/contacts/${talk.session.contact_id}`,
    `/conversations/${talk.conversation}/messages?limit=200`,
    '/search?q=lantern',
    `/search?q=${encodeURIComponent('灯笼')}`,
  ]
  const answers: Record<string, unknown> = {}
  for (const path of paths) answers[path] = await boss.get(path)
  const found = answers['/search?q=lantern'] as Page<unknown>
  assert.equal(found.items.length, 2)
  const events = await boss.get<{ items: { seq: number }[] }>('/events?after=0&limit=200')
  answers['/events'] = events.items.filter(({ seq }) => seq <= lastSeq)
  assert.ok(events.items.length > 5)
  const volatile = new Set(['presence', 'presence_since', 'last_seen_at', 'last_used_at'])
  return JSON.stringify(answers, (key, value) => (volatile.has(key) ? null : value), 1)
}

/** A house with something of every kind in it. */
async function lived(house: House, receiver: Receiver) {
  const { caller } = house.boss
  const webhook = await caller.post<WebhookMade>('/webhooks', { url: receiver.url })
  const idempotencyKey = randomUUID()
  const firstAnswer = await keptAnswer(caller, idempotencyKey)
  const earlier = await chat(house, house.ann, 'a red lantern, please')
  await house.ann.caller.post(`/sessions/${earlier.session.id}/close`, { resolved: true })
  const talk = await chat(house, house.ann, '一盏灯笼 and a green lantern')
  const bytes = Buffer.from('a bill for two lanterns')
  const file = await talk.visitor.upload<Attachment>('/attachments?name=bill.txt', bytes)
  await say(talk.widget, '', { attachment_id: file.id })
  const frame = { type: 'send', client_msg_id: messageId(), text: 'the last of the old' } as const
  const first = (await ask(talk.widget, frame)) as AckFrame
  const last = await event(talk.desk, ({ event }) => event.message?.id === first.message.id)
  await receiver.until(({ text }) => text.includes(first.message.id))
  earlier.widget.close()
  return { webhook, idempotencyKey, firstAnswer, talk, file, bytes, frame, first, last }
}

test('a copied house answers alike, and its chats go on without a gap', options, async (t) => {
  const source = await onSqlite(t)
  const receiver = await Receiver.start()
  t.after(() => receiver.close())
  const house = await furnish(source)
  const { webhook, idempotencyKey, firstAnswer, talk, file, bytes, frame, first, last } =
    await lived(house, receiver)
  await source.kill() // Its log is not empty, then.

  const database = newDatabase()
  const done = move(source.data, database)
  assert.equal(done.status, 0, done.errors)
  assert.match(done.out, /source and target are equal: checksum [0-9a-f]{64}/)
  assert.ok(done.out.includes(join(source.data, 'files')), 'it says where the attachments are')

  const target = await served(t, database, source)
  const boss = there(house.boss.caller, target)
  await source.start()
  assert.equal(
    await everything(boss, talk, last.seq),
    await everything(house.boss.caller, talk, last.seq),
  )
  await source.stop()
  assert.equal(await keptAnswer(boss, idempotencyKey), firstAnswer)
  const got = await raw(target, 'GET', file.url)
  assert.ok(bytes.equals(Buffer.from(await got.arrayBuffer())))
  const program = new Caller(target)
  program.apiKey = (JSON.parse(firstAnswer) as MadeApiKey).secret
  assert.ok((await program.get<Page<unknown>>('/sessions?list=closed')).items.length > 0)
  await new Caller(target).signIn(house.ann.email, PASSWORD)

  const desk = await there(house.ann.caller, target).line({ after: last.seq })
  const welcome = desk.frames[0]
  assert.ok(welcome?.type === 'welcome' && welcome.resumed)
  const widget = await there(talk.visitor, target).line({ inboxKey: house.inbox.public_key })
  assert.deepEqual(await ask(widget, frame), first, 'a retry gets the first answer')
  const next = await say(widget, 'the first of the new')
  assert.equal(next.seq, first.message.seq + 1)
  await event(desk, ({ event }) => event.message?.id === next.id)
  let heard = last.seq
  for (const told of desk.frames) {
    if (told.type !== 'event') continue
    assert.equal(told.prev, heard, 'no event is missing')
    heard = told.seq
  }
  const messages = await boss.get<Page<Message>>(`/conversations/${talk.conversation}/messages`)
  const numbers = messages.items.map(({ seq }) => seq).sort((a, b) => a - b)
  assert.deepEqual(
    numbers,
    numbers.map((_, at) => at + (numbers[0] ?? 0)),
  )
  const told = await receiver.until(({ text }) => text.includes(next.id))
  assert.ok(isSignedBy(webhook.secret, told), 'the sealed secret opens on the target')
  desk.close()
  widget.close()
})

test('killed again and again, a copy goes on and ends the same', options, async (t) => {
  const source = await onSqlite(t, true)
  await source.stop()
  const whole = move(source.data, newDatabase())
  assert.equal(whole.status, 0, whole.errors)
  const checksum = /checksum [0-9a-f]{64}/.exec(whole.out)?.[0]
  assert.ok(checksum)

  const database = newDatabase()
  const rows = () => Number(sql(database, `SELECT count(*) FROM event`))
  for (const when of KILLED_WHEN) {
    const before = when === KILLED_WHEN[0] ? 0 : rows()
    assert.ok(await moveAndKill(source.data, database, when, ...SLOWLY), `${when}: too late`)
    assert.ok(rows() >= before, 'what was there is kept')
    assert.equal(sql(database, 'SELECT count(*) FROM workspace'), '0', 'nobody sees a part')
  }
  const rest = move(source.data, database)
  assert.equal(rest.status, 0, rest.errors)
  assert.match(rest.out, /went on after [1-9]\d,\d{3} rows of a copy that had been stopped/)
  assert.ok(rest.out.includes(checksum), rest.out)
})

test('what is not fit to be copied is refused, and nothing is changed', options, async (t) => {
  const source = await onSqlite(t)
  await furnish(source)
  const database = newDatabase()
  const tables = () =>
    sql(database, 'SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()')
  const refused = (why: RegExp, to = database, ...more: string[]) => {
    const done = move(source.data, to, ...more)
    assert.equal(done.status, 1, done.out)
    assert.match(done.errors, /^parley: /)
    assert.match(done.errors, why)
    assert.equal(done.out, '')
    assert.equal(tables(), '0')
  }
  refused(/another process uses the data directory/)
  const dry = move(source.data, database, '--dry-run')
  assert.equal(dry.status, 0, 'a running server may be asked')
  assert.match(dry.out, /workspace [0-9a-f-]{36} \(Lantern Tea\)\n(.*\n)* {2}agent +3\n/)
  assert.equal(tables(), '0')
  await source.stop()
  refused(/must begin with postgresql:\/\//, 'mysql://localhost/parley')
  refused(/connect to PostgreSQL: .*refused/s, 'postgresql://127.0.0.1:1/parley')
  refused(/no workspace 01a1a7cf/, database, '--workspace', '01a1a7cf-55cf-7063-b0e5-d111333adfc9')
  refused(/--workspace must be/, database, '--workspace', 'Lantern')

  const nowhere = move(join(source.folder, 'nowhere'), database)
  assert.match(nowhere.errors, /there is no .*parley\.db/)
  const other = await Server.start()
  t.after(() => other.remove())
  await furnish(other)
  const target = other.database ?? ''
  assert.match(move(source.data, target).errors, /in use by a server or another copy/)
  await other.stop()
  assert.match(move(source.data, target).errors, /belongs to another installation/)
  assert.equal(sql(target, 'SELECT count(*) FROM workspace'), '1')
})

test('a damaged copy is found by its table, and is not served', options, async (t) => {
  const source = await onSqlite(t, true)
  await source.stop()
  const database = newDatabase()
  const some = '(SELECT count(*) FROM message) > 100'
  assert.ok(await moveAndKill(source.data, database, some, ...SLOWLY))
  sql(database, 'UPDATE contact SET note = note || 1 WHERE id = (SELECT id FROM contact LIMIT 1)')
  const found = move(source.data, database)
  assert.equal(found.status, 1)
  assert.match(found.out, /DIFFERS: table contact of .*: 2\d\d rows each, checksum/)
  assert.doesNotMatch(found.out, /are equal|DIFFERS: table (?!contact)/)
  await assert.rejects(served(t, database, source), /came to a stop half way/)
  const anew = move(source.data, database, '--start-over')
  assert.equal(anew.status, 0, anew.errors)
  assert.match(anew.out, /are equal/)

  sql(database, 'DELETE FROM event WHERE seq = 7')
  const later = move(source.data, database)
  assert.equal(later.status, 1)
  assert.match(later.out, /DIFFERS: table event of .* rows in the source, .* in the target/)
})
