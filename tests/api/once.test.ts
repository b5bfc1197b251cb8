// Sent again, stored once: whatever way the retry comes. And a stream resumed anywhere is whole.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EventFrame, Message, Page, ServerFrame } from '@parley/api'
import type { Refused } from '../harness/client.ts'
import { employ } from '../harness/house.ts'
import { ask, chat, event, houseOfFile, messageId, say, tell } from './support.ts'

const MESSAGES = 60
const RATE_PAUSE_MS = 60

const town = houseOfFile()

test('a retry over REST or the line returns the first message, even with another text', async () => {
  const talk = await chat(town.house, town.house.ann)
  const { ann } = town.house
  const path = `/conversations/${talk.conversation}/messages`
  const client_msg_id = messageId()
  const first = await ann.caller.post<Message>(path, { client_msg_id, text: 'first' })
  const again = await ann.caller.post<Message>(path, { client_msg_id, text: 'changed' })
  assert.deepEqual(again, first)
  const overLine = await ask(talk.desk, {
    type: 'send',
    client_msg_id,
    text: 'changed again',
    conversation_id: talk.conversation,
  })
  assert.ok(overLine.type === 'ack')
  assert.deepEqual(overLine.message, first)

  // Another sender's same id is another message.
  const visitors = await say(talk.widget, 'mine', { client_msg_id })
  assert.notEqual(visitors.id, first.id)
  const stored = await ann.caller.get<Page<Message>>(`${path}?limit=200`)
  assert.equal(stored.items.filter((one) => one.client_msg_id === client_msg_id).length, 2)
  talk.widget.close()
  talk.desk.close()
})

test('a note after the end reaches those who served, and only they may write one', async () => {
  const { ann, boss } = town.house
  const talk = await chat(town.house, ann)
  const stranger = await employ(boss, { name: 'Stranger' })
  const path = `/conversations/${talk.conversation}/messages`
  await ann.caller.post(`/sessions/${talk.session.id}/close`, {})
  const note = () => ({ client_msg_id: messageId(), text: 'call back', visibility: 'staff' })
  assert.equal(await tell(stranger.caller, 'POST', path, note()), '404 conversation_not_found')
  const open = { client_msg_id: messageId(), text: 'hello' }
  assert.equal(await tell(stranger.caller, 'POST', path, open), '404 conversation_not_found')
  const read = `/conversations/${talk.conversation}/read`
  assert.equal(await tell(stranger.caller, 'POST', read, { seq: 1 }), '404 conversation_not_found')
  const stored = await ann.caller.post<Message>(path, note())
  await event(talk.desk, ({ event }) => event.message?.id === stored.id)
  talk.widget.close()
  talk.desk.close()
})

test('the same message from two tabs at the same moment is one message', async () => {
  const talk = await chat(town.house, town.house.ann)
  const other = await talk.visitor.line({ inboxKey: town.house.inbox.public_key })
  for (let i = 0; i < 10; i++) {
    const frame = { type: 'send', client_msg_id: messageId(), text: `tab ${i}` } as const
    const [one, two] = await Promise.all([ask(talk.widget, frame), ask(other, frame)])
    assert.ok(one.type === 'ack' && two.type === 'ack')
    assert.equal(one.message.id, two.message.id)
  }
  const stored = await talk.visitor.get<Page<Message>>('/visitor/messages?limit=200')
  assert.equal(stored.items.filter((one) => one.text.startsWith('tab ')).length, 10)
  for (const line of [other, talk.widget, talk.desk]) line.close()
})

test('a retry after the session was closed still gets its first answer', async () => {
  const talk = await chat(town.house, town.house.ann)
  const path = `/conversations/${talk.conversation}/messages`
  const body = { client_msg_id: messageId(), text: 'before the end' }
  const first = await town.house.ann.caller.post<Message>(path, body)
  await town.house.ann.caller.post(`/sessions/${talk.session.id}/close`, {})
  assert.deepEqual(await town.house.ann.caller.post<Message>(path, body), first)
  const late = town.house.ann.caller.post(path, { client_msg_id: messageId(), text: 'late' })
  await assert.rejects(late, (error: Refused) => error.problem.code === 'session_closed')
  talk.widget.close()
  talk.desk.close()
})

function events(frames: readonly ServerFrame[]): EventFrame[] {
  return frames.filter((frame) => frame.type === 'event')
}

test('resumed at any point while others write, a stream has no gap and nothing twice', async () => {
  const talk = await chat(town.house, town.house.ann)
  const inboxKey = town.house.inbox.public_key
  const origin = talk.widget.frames[0]
  assert.ok(origin?.type === 'visitor_welcome')
  const writing = (async () => {
    for (let i = 0; i < MESSAGES; i++) {
      const visibility = i % 4 === 0 ? 'staff' : 'everyone'
      await say(talk.desk, `line ${i}`, { conversation_id: talk.conversation, visibility })
      await new Promise((done) => setTimeout(done, RATE_PAUSE_MS))
    }
  })()
  const heard: EventFrame[] = []
  for (let turn = 0; turn < 8; turn++) {
    const last: number = heard.at(-1)?.seq ?? origin.seq
    const line = await talk.visitor.line({ inboxKey, after: last })
    const welcome = line.frames[0]
    assert.ok(welcome?.type === 'visitor_welcome' && welcome.resumed)
    if (turn < 7) await new Promise((done) => setTimeout(done, Math.random() * 500))
    else {
      await writing
      const final = await say(talk.widget, 'the last one')
      await event(line, ({ event }) => event.message?.id === final.id)
    }
    heard.push(...events(line.frames))
    line.close()
  }
  let before = origin.seq
  for (const { seq, prev } of heard) {
    assert.equal(prev, before)
    before = seq
  }
  const whole = events(talk.widget.frames)
  assert.deepEqual(
    heard.map((one) => one.seq),
    whole.map((one) => one.seq),
  )
  assert.deepEqual(
    heard.map((one) => one.event.message?.text),
    whole.map((one) => one.event.message?.text),
  )
  talk.widget.close()
  talk.desk.close()
})
