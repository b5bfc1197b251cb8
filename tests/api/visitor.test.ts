// A visitor is who holds the secret; they see their own conversation, and of it only what is meant
// for them.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Attachment, Message, Page, VisitorCredential } from '@parley/api'
import { Caller, Line } from '../harness/client.ts'
import { visit } from '../harness/house.ts'
import { ask, chat, event, houseOfFile, messageId, raw, say, tell } from './support.ts'

const town = houseOfFile()

function forgeries(mine: VisitorCredential, theirs: VisitorCredential): VisitorCredential[] {
  const cut = mine.secret.slice(0, -1)
  return [
    { visitor_id: mine.visitor_id, secret: theirs.secret },
    { visitor_id: theirs.visitor_id, secret: mine.secret },
    { visitor_id: mine.visitor_id, secret: cut },
    { visitor_id: mine.visitor_id, secret: cut + (mine.secret.endsWith('A') ? 'B' : 'A') },
    { visitor_id: mine.visitor_id, secret: '' },
    { visitor_id: '', secret: mine.secret },
    { visitor_id: '%00', secret: '%00' },
  ]
}

test('a forged, swapped, cut or absent credential opens nothing', async () => {
  const { server, inbox } = town.house
  const mine = (await visit(town.house)).credential ?? assert.fail()
  const theirs = (await visit(town.house)).credential ?? assert.fail()
  for (const credential of forgeries(mine, theirs)) {
    const forger = new Caller(server, credential)
    assert.equal(await tell(forger, 'GET', '/visitor/messages'), '401 bad_credential')
    assert.equal(
      await tell(forger, 'POST', '/attachments?name=a', Buffer.from('a')),
      '401 bad_credential',
    )
    const line = await Line.open(server, {})
    line.send({
      type: 'hello',
      protocol: 1,
      visitor: { ...credential, inbox_key: inbox.public_key },
    })
    assert.equal(await line.closed, 4401)
  }
  for (const Authorization of [
    '',
    'Visitor',
    'Visitor ',
    'Visitor .',
    `Bearer ${mine.secret}`,
    'Visitor a.b.c',
  ]) {
    const answer = await raw(server, 'GET', '/api/v1/visitor/messages', { Authorization })
    assert.equal(answer.status, 401, Authorization)
  }
  assert.equal(await tell(town.house.ann.caller, 'GET', '/visitor/messages'), '401 bad_credential')
})

test("nothing of another visitor's is to be had: messages, stream, files, rating", async () => {
  const talk = await chat(town.house, town.house.ann, 'my address is 12 Lantern Road')
  const file = await talk.visitor.upload<Attachment>('/attachments?name=x.txt', Buffer.from('mine'))
  const stranger = await visit(town.house)
  const line = await stranger.line({ inboxKey: town.house.inbox.public_key })

  // Naming the other's conversation writes into one's own.
  const answer = await ask(line, {
    type: 'send',
    client_msg_id: messageId(),
    text: 'I am somebody else',
    conversation_id: talk.conversation,
  })
  assert.ok(answer.type === 'ack' && answer.message.conversation_id !== talk.conversation)
  const stolen = await ask(line, {
    type: 'send',
    client_msg_id: messageId(),
    attachment_id: file.id,
  })
  assert.ok(stolen.type === 'error' && stolen.code === 'attachment_not_found')
  const rating = { session_id: talk.session.id, score: 1 }
  assert.match(await tell(stranger, 'POST', '/visitor/rating', rating), /^404 /)

  await say(talk.desk, 'only for you', { conversation_id: talk.conversation })
  line.send({ type: 'ping', id: 7 })
  await line.until((frame) => frame.type === 'pong')
  const seen = JSON.stringify([line.frames, await stranger.get('/visitor/messages')])
  for (const secret of ['Lantern Road', 'only for you', talk.conversation, file.id]) {
    assert.ok(!seen.includes(secret), secret)
  }
  const theirs = await talk.visitor.get<Page<Message>>('/visitor/messages')
  assert.ok(!JSON.stringify(theirs).includes('I am somebody else'))

  const [id, key] = file.url.split('/').slice(-2)
  for (const url of [
    `/api/v1/files/${id}/x${key?.slice(1)}`,
    `/api/v1/files/${id}/`,
    `/api/v1/files/${id}`,
  ]) {
    assert.equal((await raw(town.house.server, 'GET', url)).status, 404, url)
  }
  line.close()
  talk.widget.close()
  talk.desk.close()
})

test('a private note is on no visitor stream, list, welcome or resume', async () => {
  const talk = await chat(town.house, town.house.ann)
  const conversation_id = talk.conversation
  const inboxKey = town.house.inbox.public_key
  const after = talk.widget.frames.flatMap((one) => (one.type === 'event' ? [one.seq] : [])).at(-1)
  await say(talk.desk, 'PRIVATE by line', { conversation_id, visibility: 'staff' })
  const path = `/conversations/${conversation_id}/messages`
  const body = { client_msg_id: messageId(), text: 'PRIVATE by REST', visibility: 'staff' }
  await town.house.ann.caller.post(path, body)
  const { session } = talk
  await town.house.ann.caller.post(`/sessions/${session.id}/close`, { summary: 'PRIVATE summary' })
  await event(talk.widget, ({ event }) => event.kind === 'session_closed')

  const fresh = await talk.visitor.line({ inboxKey })
  const resumed = await talk.visitor.line({ inboxKey, after: after ?? 0 })
  await event(resumed, ({ event }) => event.kind === 'session_closed')
  const list = await talk.visitor.get('/visitor/messages?limit=200')
  const ended = await tell(talk.visitor, 'POST', '/visitor/end')
  assert.match(ended, /^(ok|409 session_closed|404 session_not_found)$/)
  const rating = { session_id: session.id, score: 4, comment: 'fine' }
  const rated = await talk.visitor.post('/visitor/rating', rating)
  const seen = JSON.stringify([talk.widget.frames, fresh.frames, resumed.frames, list, rated])
  assert.ok(!seen.includes('PRIVATE'))
  const staff = await town.house.ann.caller.get<Page<Message>>(path)
  assert.equal(staff.items.filter((message) => message.text.includes('PRIVATE')).length, 2)
  // A visitor cannot write a note either.
  const note = await ask(fresh, {
    type: 'send',
    client_msg_id: messageId(),
    text: 'hm',
    visibility: 'staff',
  })
  assert.ok(note.type === 'error' || note.message.visibility === 'everyone')
  for (const line of [fresh, resumed, talk.widget, talk.desk]) line.close()
})
