import { ScriptedSocket, welcomeFrame } from '@parley/realtime/testing'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { memoryHost } from '../../testing/memoryHost'
import { byAgent, message, notice, session } from '../../testing/messages'
import { createVisitor } from '../line'
import { Conversation } from './conversation'
import { TYPING_PAUSE_MS } from './typing'

const CREDENTIAL = JSON.stringify({ visitor_id: 'v', secret: 's' })
const settle = () => vi.advanceTimersByTimeAsync(0)
const socket = () => ScriptedSocket.last
let seq = 10

async function open(stored: Record<string, string> = { credential: CREDENTIAL }) {
  const page = memoryHost(stored)
  const call = vi.fn(async () => new Response('{"items":[],"next_cursor":null}'))
  const visitor = createVisitor(page.host, 'en', call as typeof fetch)
  const options = { locale: 'en', WebSocketClass: ScriptedSocket }
  const conversation = new Conversation(page.host, visitor, options)
  await settle()
  return { ...page, call, visitor, conversation, state: conversation.state }
}

async function live(more: object = {}, stored?: Record<string, string>) {
  const opened = await open(stored)
  socket().open()
  socket().say({ ...welcomeFrame(seq, false), conversation_id: 'c', ...more })
  await settle()
  return opened
}

function event(body: object) {
  socket().say({ type: 'event', seq: seq + 1, prev: seq, at: 0, event: { detail: '', ...body } })
  seq += 1
}

const posted = (one: object) => event({ kind: 'message_posted', message: one })

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
  ScriptedSocket.all = []
  seq = 10
})
afterEach(() => vi.useRealTimers())

it('shows what was written at once, and as sent when the server has it, once', async () => {
  const { conversation, state } = await live()
  conversation.sendText('hello')
  const id = state.pending[0]!.client_msg_id
  expect(state.pending).toMatchObject([{ text: 'hello', failed: '' }])
  const stored = message(1, { text: 'hello', client_msg_id: id })
  posted(stored)
  socket().say({ type: 'ack', client_msg_id: id, message: stored })
  expect(state.pending).toEqual([])
  expect(state.messages.map((one) => one.text)).toEqual(['hello'])
})

it('says where the visitor stands only with a message that opens a session', async () => {
  const { conversation } = await live()
  conversation.sendText('one')
  expect(socket().of('send')[0]?.source?.page_title).toBe('Tea')
  const id = socket().of('send')[0]!.client_msg_id
  event({ kind: 'session_opened', visitor_session: session({ state: 'queued' }) })
  socket().say({ type: 'ack', client_msg_id: id, message: message(1, { client_msg_id: id }) })
  conversation.sendText('two')
  expect(socket().of('send')[1]).not.toHaveProperty('source')
})

it('keeps a refused message to be tried again or discarded', async () => {
  const { conversation, state } = await live()
  conversation.sendText('hello')
  const { client_msg_id } = state.pending[0]!
  const refusal = { type: 'error', code: 'not_now', detail: '', field: '' }
  socket().say({ ...refusal, client_msg_id })
  expect(state.pending[0]?.failed).toBe('not_now')
  conversation.retry(state.pending[0]!)
  expect(state.pending[0]?.failed).toBe('')
  expect(
    socket()
      .of('send')
      .map((frame) => frame.client_msg_id),
  ).toEqual([client_msg_id, client_msg_id])
  socket().say({ ...refusal, client_msg_id })
  conversation.discard(state.pending[0]!)
  expect(state.pending).toEqual([])
})

it('follows the session, and lets an older view not replace a newer one', async () => {
  const { state } = await live({ session: session({ state: 'queued', version: 5 }) })
  socket().say({ type: 'queue_position', session_id: 's1', position: 2 })
  expect(state.position).toBe(2)
  event({ kind: 'session_assigned', visitor_session: session({ version: 7 }) })
  event({ kind: 'session_queued', visitor_session: session({ state: 'queued', version: 6 }) })
  expect(state.session?.state).toBe('assigned')
  expect(state.position).toBe(0)
})

it('counts what an agent writes until it has been seen, and says so to server and page', async () => {
  const { conversation, state, unread, kept } = await live()
  posted(byAgent(1))
  posted(byAgent(2))
  await nextTick()
  expect(unread.at(-1)).toBe(2)
  conversation.markRead()
  await nextTick()
  expect(unread.at(-1)).toBe(0)
  expect(socket().of('read')).toEqual([{ type: 'read', seq: 2 }])
  expect(kept.get('read')).toBe('2')
  expect(state.incoming?.seq).toBe(2)
})

it('tells what was read while the line was away once it is back', async () => {
  const { conversation } = await live()
  posted(byAgent(1))
  socket().die()
  conversation.markRead()
  await vi.advanceTimersByTimeAsync(15_000)
  socket().open()
  socket().welcome(seq, true)
  expect(socket().of('read')).toEqual([{ type: 'read', seq: 1 }])
})

it('does not call old messages news after a reload', async () => {
  const page = { messages: [byAgent(1), byAgent(2)] }
  const { state, unread } = await live(page, { credential: CREDENTIAL, read: '1' })
  expect(state.incoming).toBeUndefined()
  await nextTick()
  expect(unread.at(-1)).toBe(1)
})

it('shows that the agent is typing until they write, stop, or fall silent', async () => {
  const { state } = await live()
  const typing = {
    type: 'typing_notice',
    conversation_id: 'c',
    sender: 'agent',
    sender_name: 'Ann',
  }
  socket().say({ ...typing, on: true })
  expect(state.typing).toBe('Ann')
  posted(byAgent(1))
  expect(state.typing).toBeUndefined()
  socket().say({ ...typing, on: true })
  await vi.advanceTimersByTimeAsync(8_000)
  expect(state.typing).toBeUndefined()
})

it('signals typing sparingly, and only within a session', async () => {
  const { conversation } = await live()
  conversation.typed(true)
  expect(socket().of('typing')).toEqual([])
  event({ kind: 'session_assigned', visitor_session: session() })
  for (let i = 0; i < 10; i++) conversation.typed(true)
  expect(socket().of('typing')).toEqual([{ type: 'typing', on: true }])
  await vi.advanceTimersByTimeAsync(TYPING_PAUSE_MS)
  expect(socket().of('typing').at(-1)).toEqual({ type: 'typing', on: false })
})

it("marks own messages read up to the agent's mark", async () => {
  const { state } = await live({ agent_read: 3 })
  event({
    kind: 'conversation_read',
    read: { conversation_id: 'c', visitor_read: 0, agent_read: 2 },
  })
  expect(state.agentRead).toBe(3)
  event({
    kind: 'conversation_read',
    read: { conversation_id: 'c', visitor_read: 0, agent_read: 9 },
  })
  expect(state.agentRead).toBe(9)
})

it('loads older messages above, until there are none', async () => {
  const { conversation, state, call } = await live({ messages: [message(60)], more: true })
  const page = { items: [message(58), message(59)], next_cursor: null }
  call.mockResolvedValueOnce(new Response(JSON.stringify(page)))
  await Promise.all([conversation.loadOlder(), conversation.loadOlder()])
  expect(state.messages.map((one) => one.seq)).toEqual([58, 59, 60])
  expect(state.more).toBe(false)
  expect(call).toHaveBeenCalledOnce()
})

it('forgets what belonged to a visitor the server does not know, but not what is unsent', async () => {
  const { conversation, state } = await live({
    messages: [message(1), notice(2, 'session_queued')],
  })
  conversation.sendText('still here')
  socket().die(4401)
  expect(state.messages).toEqual([])
  expect(state.pending).toMatchObject([{ text: 'still here' }])
})
