// Material made to break programs, through the whole product: hostile JSON as frames, naughty
// strings and script injections as what people write and are called. Skipped where it is not there.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ContactDetail, ErrorFrame, Message, Page } from '@parley/api'
import { Refused } from '../harness/client.ts'
import type { Line } from '../harness/client.ts'
import { visit } from '../harness/house.ts'
import { injections, isText, jsonCases, naughtyStrings, skip } from './corpora.ts'
import { speak } from './raw_line.ts'
import { ask, chat, DOCUMENTED, houseOfFile, messageId, raw } from './support.ts'

const PER_VISITOR = 50
const NO_JSON = ['malformed_json', 'too_deep', 'bad_utf8']

const town = houseOfFile()

function strings(): string[] {
  return [...naughtyStrings(), ...injections().filter((_, at) => at % 9 === 0)]
}

/** Three places that read a body, for three kinds of caller. */
async function endpoints(): Promise<[path: string, headers: Record<string, string>][]> {
  const visitor = await visit(town.house)
  return [
    ['/api/v1/queues', { Cookie: town.house.boss.caller.cookie }],
    ['/api/v1/visitors', {}],
    ['/api/v1/visitor/rating', visitor.headers()],
  ]
}

test('hostile JSON as a body: 98 of 98, at three endpoints', { skip }, async () => {
  for (const [path, by] of await endpoints()) {
    const headers = { ...by, 'X-Parley-Request': '1' }
    let judged = 0
    for (const { name, expect, bytes } of jsonCases()) {
      const what = `${name} at ${path}`
      const answer = await raw(town.house.server, 'POST', path, headers, new Uint8Array(bytes))
      const { code } = (await answer.json()) as { code: string }
      assert.equal(answer.status, 400, `${what}: ${answer.status} ${code}`)
      assert.ok(DOCUMENTED.has(code), `${what}: ${code}`)
      if (expect !== 'either')
        assert.equal(NO_JSON.includes(code), expect === 'reject', `${what}: ${code}`)
      judged++
    }
    assert.equal(judged, 98)
  }
})

test('hostile JSON as a frame: 98 of 98 close that line, and no other', { skip }, async () => {
  const visitor = await visit(town.house)
  const inboxKey = town.house.inbox.public_key
  const canary = await visitor.line({ inboxKey })
  let judged = 0
  for (const { name, bytes } of jsonCases()) {
    const { code, texts } = await speak(town.house.server, [bytes], () => false)
    assert.deepEqual(texts, [], name)
    // Bytes that are no text never reach JSON.
    assert.equal(code, isUtf8(bytes) ? 1008 : 1007, name)
    judged++
  }
  assert.equal(judged, 98)
  canary.send({ type: 'ping', id: 1 })
  await canary.until((frame) => frame.type === 'pong')
  canary.close()
})

test('hostile JSON inside of a frame is judged as JSON, and else ignored', { skip }, async () => {
  const visitor = await visit(town.house)
  const { credential } = visitor
  const inbox_key = town.house.inbox.public_key
  const hello = { type: 'hello', protocol: 1, visitor: { ...credential, inbox_key } }
  const heard = { yes: 0, no: 0 }
  for (const { name, expect, bytes } of jsonCases()) {
    const ping = Buffer.concat([
      Buffer.from('{"type":"ping","id":7,"more":'),
      bytes,
      Buffer.from('}'),
    ])
    const frames = [Buffer.from(JSON.stringify(hello)), ping]
    const { code } = await speak(town.house.server, frames, (text) => text.includes('"pong"'))
    const good = isJson(ping)
    if (expect === 'accept') assert.ok(good, name)
    if (expect !== 'either') assert.equal(code, good ? 0 : isUtf8(bytes) ? 1008 : 1007, name)
    heard[code === 0 ? 'yes' : 'no']++
  }
  assert.ok(heard.yes > 20 && heard.no > 40, JSON.stringify(heard))
})

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

function isJson(bytes: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
    return true
  } catch {
    return false
  }
}

async function sendText(line: Line, text: string): Promise<Message | ErrorFrame> {
  let answer = await ask(line, { type: 'send', client_msg_id: messageId(), text })
  while (answer.type === 'error' && answer.retry_after_ms !== undefined) {
    await new Promise((done) => setTimeout(done, (answer as ErrorFrame).retry_after_ms))
    answer = await ask(line, { type: 'send', client_msg_id: messageId(), text })
  }
  return answer.type === 'ack' ? answer.message : answer
}

test('whatever a visitor writes comes to the agent as it was written', { skip }, async () => {
  const all = strings().filter((text) => text !== '')
  for (let from = 0; from < all.length; from += PER_VISITOR) {
    const talk = await chat(town.house, town.house.ann)
    const kept: string[] = []
    for (const text of all.slice(from, from + PER_VISITOR)) {
      const answer = await sendText(talk.widget, text)
      if ('type' in answer) {
        assert.ok(DOCUMENTED.has(answer.code), answer.code)
        assert.ok(!isText(text) || answer.code === 'text_too_long', `${answer.code}: ${text}`)
      } else {
        assert.equal(answer.text, text)
        kept.push(text)
      }
    }
    const path = `/conversations/${talk.conversation}/messages?limit=200`
    const page = await town.house.ann.caller.get<Page<Message>>(path)
    const received = page.items.filter((one) => one.sender === 'visitor').map((one) => one.text)
    assert.deepEqual(received.slice(1), kept)
    await town.house.ann.caller.post(`/sessions/${talk.session.id}/close`, {})
    talk.widget.close()
    talk.desk.close()
  }
})

test('whatever a visitor is called stays what they are called', { skip }, async () => {
  const inboxKey = town.house.inbox.public_key
  let kept = 0
  for (const name of strings().filter((_, at) => at % 4 === 0)) {
    const visitor = await visit(town.house, { name }).catch((error: unknown) => {
      assert.ok(error instanceof Refused && error.status === 400, String(error))
      assert.ok(DOCUMENTED.has(error.problem.code), error.problem.code)
      const tooLong = [...name].length > 100
      assert.ok(tooLong || !isText(name) || /[\r\n\t]/.test(name), `${error.problem.code}: ${name}`)
    })
    if (!visitor) continue
    const line = await visitor.line({ inboxKey })
    const welcome = line.frames[0]
    assert.ok(welcome?.type === 'visitor_welcome')
    assert.equal(welcome.contact_name, name)
    kept++
    const answer = await sendText(line, 'hello')
    assert.ok(!('type' in answer))
    const contact = answer.sender_id ?? assert.fail()
    const seen = await town.house.boss.caller.get<ContactDetail>(`/contacts/${contact}`)
    assert.equal(seen.contact.name, name)
    line.close()
  }
  assert.ok(kept > 30, `${kept} names were kept`)
})
