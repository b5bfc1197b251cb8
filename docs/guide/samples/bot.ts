// A bot that answers each message of a visitor exactly once, over a killed server and its own end.
//
//     PARLEY_KEY=pk_… node bot.ts https://chat.example.com bot.json

import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { client } from './parley/client.gen.ts'
import * as api from './parley/index.ts'

const [server = '', file = 'bot.json'] = process.argv.slice(2)
const AGAIN_AFTER_MS = 1000
client.setConfig({
  baseUrl: server,
  headers: { Authorization: `Bearer ${process.env.PARLEY_KEY}` },
})

// All that must outlive this program: up to which event it has acted, and what it serves.
const state: { after: number; serving: Record<string, string> } = existsSync(file)
  ? JSON.parse(readFileSync(file, 'utf8'))
  : { after: 0, serving: {} }

const { agent } = await insist(() => api.getMe(), 'who am I')
bePresent()
for (;;) {
  const query = { after: state.after, wait: 25 }
  const page = await insist(() => api.pullEvents({ query }), 'events')
  for (const { seq, event } of page.items) {
    await act(event)
    state.after = seq // Only now: whoever is killed before acts once more, which changes nothing.
    save()
  }
  state.after = page.next // Beyond what we may not see.
  save()
}

// Ready is who has a line open: half a minute without one, and others are asked in our place.
function bePresent() {
  const line = new WebSocket(`${server.replace('http', 'ws')}/api/v1/realtime`)
  const say = (frame: api.ClientFrame) => line.send(JSON.stringify(frame))
  let ping: ReturnType<typeof setInterval>
  line.onopen = () => say({ type: 'hello', protocol: 1, api_key: process.env.PARLEY_KEY })
  line.onmessage = ({ data }) => {
    const frame: api.ServerFrame = JSON.parse(data)
    if (frame.type !== 'welcome') return // What happens we pull.
    say({ type: 'presence', presence: 'ready' })
    ping = setInterval(() => say({ type: 'ping' }), frame.ping_seconds * 1000)
  }
  line.onclose = () => {
    clearInterval(ping)
    setTimeout(bePresent, Math.random() * 3000)
  }
}

// The things an event concerns come as they are now, not as they were then.
async function act({ session, message }: api.EventBody) {
  if (session?.state === 'offered' && session.offer?.agent_id === agent.id) {
    const { id, offer } = session
    const call = { path: { id }, body: { offer: offer.number } }
    await ask(() => api.acceptOffer(call), 'accept') // Refused where it came too late.
  } else if (session?.state === 'assigned' && session.agent_id === agent.id) {
    if (state.serving[session.conversation_id] === session.id) return
    state.serving[session.conversation_id] = session.id
    await answerAll(session) // What was said before it was ours.
  } else if (session && state.serving[session.conversation_id] === session.id) {
    delete state.serving[session.conversation_id]
  }
  if (message && state.serving[message.conversation_id] === message.session_id) {
    await answer(message)
  }
}

async function answerAll({ id, conversation_id }: api.Session) {
  const call = { path: { id: conversation_id }, query: { limit: 200 } }
  const page = await ask(() => api.listMessages(call), 'messages')
  for (const message of page?.items ?? []) {
    if (message.session_id === id) await answer(message)
  }
}

// The same `client_msg_id` for the same question: said again, it is stored once all the same.
async function answer(message: api.Message) {
  if (message.sender !== 'visitor' || message.kind !== 'text') return
  const body = { client_msg_id: `answer-${message.id}`, text: `You said: ${message.text}` }
  const call = { path: { id: message.conversation_id }, body }
  const said = await ask(() => api.sendMessage(call), 'answer')
  if (said) console.log(`answered ${message.seq} by ${said.seq}`)
}

type Asking<T> = () => Promise<{ data?: T; error?: unknown; response?: Response }>

// Asks until somebody answers; undefined where the answer is a refusal.
async function ask<T>(call: Asking<T>, what: string): Promise<T | undefined> {
  for (;;) {
    const { data, error, response } = await call()
    if (response?.ok) return data
    const code = (error as api.Problem | undefined)?.code ?? 'no answer'
    const passes = !response || response.status === 429 || response.status >= 500
    console.error(`${what}: ${code}`)
    if (!passes) return undefined
    await sleep(Number(response?.headers.get('Retry-After') ?? 0) * 1000 || AGAIN_AFTER_MS)
  }
}

// What cannot be done without: a refusal ends the program.
async function insist<T>(call: Asking<T>, what: string): Promise<T> {
  const answer = await ask(call, what)
  if (answer === undefined) process.exit(1)
  return answer
}

function save() {
  writeFileSync(`${file}.new`, JSON.stringify(state))
  renameSync(`${file}.new`, file)
}
