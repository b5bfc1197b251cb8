// What the API tests share: a furnished server per file, a chat under way, and answers as short
// words: `tell` says "200", or "404 session_not_found".

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { after, afterEach, before } from 'node:test'
import type { AckFrame, ErrorFrame, EventFrame, Message, SendFrame, Session } from '@parley/api'
import { type Caller, callWitness, Refused } from '../harness/client.ts'
import type { Line } from '../harness/client.ts'
import { furnish, visit } from '../harness/house.ts'
import type { House, HouseOptions, Person } from '../harness/house.ts'
import { Server } from '../harness/server.ts'
import type { ServerOptions } from '../harness/server.ts'
import { speak, witness } from './witness.ts'

export const ROOT = resolve(import.meta.dirname, '../..')
/** Test material that lies beside the repository, where somebody has it. */
export const CORPUS = join(ROOT, '../shared/corpus')

/** The codes docs/guide/errors.md lists. */
export const DOCUMENTED = new Set(
  readFileSync(join(ROOT, 'docs/guide/errors.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([a-z_]+)`/g)])
    .map((match) => match[1]),
)

// Whatever else a file tests, its answers are also held against the contract.
callWitness(witness)
afterEach(speak)

let made = 0
export function messageId(): string {
  return `api-${++made}`
}

/** A house for all tests of the file; read its members inside of tests only. */
export function houseOfFile(
  options: HouseOptions = {},
  prepare: (house: House) => Promise<void> = async () => {},
  program: ServerOptions = {},
): { house: House } {
  const held = {} as { house: House }
  before(async () => {
    const server = await Server.start(program)
    held.house = await furnish(server, options)
    await prepare(held.house)
  })
  after(() => held.house.server.remove())
  return held
}

/** What came of a call: the status, and the code where it was refused. */
export async function tell(
  caller: Caller,
  method: string,
  path: string,
  body?: unknown,
): Promise<string> {
  try {
    await caller.call(method, path, body)
    return 'ok'
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const { code, status } = error.problem
    assert.ok(DOCUMENTED.has(code), `${code} of ${method} ${path} is not in errors.md`)
    assert.equal(status, error.status)
    return `${error.status} ${code}`
  }
}

/** A request as somebody else's program would make it. */
export function raw(
  server: Server,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: BodyInit,
): Promise<Response> {
  const init: RequestInit = { method, headers, redirect: 'manual' }
  if (body !== undefined) init.body = body
  return fetch(server.origin + path, init)
}

/** Sends a message and answers with it as it was stored; a refusal throws. */
export async function say(line: Line, text: string, more: Partial<SendFrame> = {}) {
  const answer = await ask(line, { type: 'send', client_msg_id: messageId(), text, ...more })
  assert.equal(answer.type, 'ack', JSON.stringify(answer))
  return (answer as AckFrame).message
}

/** What a `send` is answered with. */
export async function ask(line: Line, frame: SendFrame): Promise<AckFrame | ErrorFrame> {
  line.send(frame)
  const answer = await line.until(
    (heard) =>
      (heard.type === 'ack' || heard.type === 'error') &&
      heard.client_msg_id === frame.client_msg_id,
  )
  return answer as AckFrame | ErrorFrame
}

export async function event(line: Line, wanted: (frame: EventFrame) => boolean) {
  return (await line.until((one) => one.type === 'event' && wanted(one))) as EventFrame
}

export interface Chat {
  visitor: Caller
  widget: Line
  desk: Line
  session: Session
  conversation: string
  first: Message
}

/** A visitor writes, `agent` is offered it and accepts. Others must not be ready. */
export async function chat(house: House, agent: Person, text = 'hello'): Promise<Chat> {
  const { visitor, widget, desk, session, first } = await offered(house, agent, text)
  const path = `/sessions/${session.id}/accept`
  const accepted = await agent.caller.post<Session>(path, { offer: session.offer?.number })
  return { visitor, widget, desk, session: accepted, conversation: first.conversation_id, first }
}

/** As far as the offer. */
export async function offered(house: House, agent: Person, text = 'hello') {
  const desk = await agent.caller.line()
  desk.send({ type: 'presence', presence: 'ready' })
  const visitor = await visit(house)
  const widget = await visitor.line({ inboxKey: house.inbox.public_key })
  const first = await say(widget, text)
  const offer = await event(
    desk,
    ({ event: { kind, session } }) =>
      kind === 'session_offered' && session?.conversation_id === first.conversation_id,
  )
  const session = offer.event.session
  assert.ok(session?.offer, 'the session is offered')
  return { visitor, widget, desk, session, first }
}

/** A POST that may be repeated under `key`; the answer as it comes. */
export function postOnce(caller: Caller, path: string, body: object, key: string) {
  return fetch(`${caller.server.origin}/api/v1${path}`, {
    method: 'POST',
    headers: {
      'X-Parley-Request': '1',
      'Content-Type': 'application/json',
      'Idempotency-Key': key,
      ...caller.headers(),
    },
    body: JSON.stringify(body),
  })
}
