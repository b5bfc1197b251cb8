// Material made to break programs, through the whole product: hostile JSON as frames, naughty
// strings and script injections as what people write and are called. Skipped where it is not there.

import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { ContactDetail, ErrorFrame, Message, Page } from '@parley/api'
import { Refused } from '../harness/client.ts'
import type { Line } from '../harness/client.ts'
import { visit } from '../harness/house.ts'
import { ask, chat, CORPUS, DOCUMENTED, houseOfFile, messageId, raw } from './support.ts'

const PER_VISITOR = 50
const skip = existsSync(CORPUS) ? false : `there is no ${CORPUS}`

const town = houseOfFile()

function lines(file: string): string[] {
  return readFileSync(join(CORPUS, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
}

interface JsonCase {
  name: string
  expect: 'accept' | 'reject' | 'either'
  bytes: Buffer
}

function jsonCases(): JsonCase[] {
  return lines('json/cases.jsonl').map((line) => {
    const { name, expect, b64 } = JSON.parse(line)
    return { name, expect, bytes: Buffer.from(b64, 'base64') }
  })
}

function strings(): string[] {
  const naughty = JSON.parse(readFileSync(join(CORPUS, 'strings/naughty.json'), 'utf8'))
  return [...naughty, ...lines('xss/payloads.txt').filter((_, at) => at % 9 === 0)]
}

/** Half of a pair, or a control character other than tab and line ends: refused as text. */
const NO_TEXT = /\p{Cs}|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/u

function isText(text: string): boolean {
  return !NO_TEXT.test(text)
}

test('hostile JSON as a body: 4xx with a known code, never a fault of ours', { skip }, async () => {
  const headers = { Cookie: town.house.boss.caller.cookie, 'X-Parley-Request': '1' }
  let judged = 0
  for (const { name, expect, bytes } of jsonCases()) {
    const answer = await raw(
      town.house.server,
      'POST',
      '/api/v1/queues',
      headers,
      new Uint8Array(bytes),
    )
    const { code } = (await answer.json()) as { code: string }
    assert.equal(answer.status, 400, `${name}: ${answer.status} ${code}`)
    assert.ok(DOCUMENTED.has(code), code)
    const refused = ['malformed_json', 'too_deep', 'bad_utf8'].includes(code)
    if (expect !== 'either') assert.equal(refused, expect === 'reject', `${name}: ${code}`)
    judged++
  }
  assert.ok(judged > 90)
})

test('hostile JSON as a frame closes that line, and no other', { skip }, async () => {
  const visitor = await visit(town.house)
  const inboxKey = town.house.inbox.public_key
  const canary = await visitor.line({ inboxKey })
  const codes = new Set<number>()
  for (const { name, bytes } of jsonCases()) {
    const text = bytes.toString('utf8')
    // As text only; bytes that are no UTF-8 never reach JSON (tests/corpus/ws.sh).
    if (!Buffer.from(text).equals(bytes)) continue
    const line = await visitor.line({ inboxKey })
    line.sendText(text)
    codes.add(await line.closed)
    assert.equal(line.closeCode, 1008, name)
  }
  assert.deepEqual([...codes], [1008])
  canary.send({ type: 'ping', id: 1 })
  await canary.until((frame) => frame.type === 'pong')
  canary.close()
})

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
