// A visitor in one file: says something exactly once and prints what is answered, over broken
// lines, a killed server and its own end. Needs Node 22 and nothing else.
//
//     node visitor.mjs https://chat.example.com INBOX_KEY visitor.json "Is the shop open today?"

import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

const [server, inboxKey, file, text] = process.argv.slice(2)
const GIVE_UP = [1008, 1009, 4401, 4403, 4409]

// All that must outlive this program: who we are, where we stand, what is not yet acknowledged.
const state = existsSync(file)
  ? JSON.parse(readFileSync(file, 'utf8'))
  : { credential: await newVisitor(), after: null, printed: 0, unsent: [] }
if (text) state.unsent.push({ type: 'send', client_msg_id: randomUUID(), text })
save() // Before the first attempt, so that a second one carries the same client_msg_id.

while (!GIVE_UP.includes(await talk())) await sleep(Math.random() * 3000)
process.exitCode = 1

async function newVisitor() {
  const answer = await fetch(`${server}/api/v1/visitors`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Parley-Request': '1' },
    body: JSON.stringify({ inbox_key: inboxKey, locale: 'en' }),
  })
  if (!answer.ok) throw new Error((await answer.json()).code)
  return answer.json() // { visitor_id, secret }
}

// One connection, from hello to close; answers the close code.
function talk() {
  const line = new WebSocket(`${server.replace('http', 'ws')}/api/v1/realtime`)
  const say = (frame) => line.readyState === WebSocket.OPEN && line.send(JSON.stringify(frame))
  const hello = () => {
    const visitor = { ...state.credential, inbox_key: inboxKey }
    say({ type: 'hello', protocol: 1, visitor, after: state.after ?? undefined })
  }
  let ping
  line.onopen = hello
  line.onmessage = ({ data }) => hear(JSON.parse(data))

  function hear(frame) {
    if (frame.type === 'visitor_welcome') {
      state.after = frame.seq
      frame.messages.forEach(print) // Empty where the stream was resumed.
      state.unsent.forEach(say) // Perhaps a second time: stored once all the same.
      clearInterval(ping)
      ping = setInterval(() => say({ type: 'ping' }), frame.ping_seconds * 1000)
    } else if (frame.type === 'event') {
      if (frame.prev !== state.after) return hello() // Something is missing: ask for it.
      state.after = frame.seq
      if (frame.event.message) print(frame.event.message)
    } else if (frame.type === 'ack') {
      state.unsent = state.unsent.filter((one) => one.client_msg_id !== frame.client_msg_id)
      console.log(`stored as ${frame.message.seq}`)
    } else if (frame.type === 'error') {
      const refused = state.unsent.find((one) => one.client_msg_id === frame.client_msg_id)
      if (frame.retry_after_ms) setTimeout(() => refused && say(refused), frame.retry_after_ms)
      else state.unsent = state.unsent.filter((one) => one !== refused)
      console.error(`refused: ${frame.code}`)
    }
    save()
  }

  return new Promise((done) => {
    line.onclose = ({ code }) => done((clearInterval(ping), code))
  })
}

function print(message) {
  if (message.seq <= state.printed) return
  state.printed = message.seq
  if (message.sender === 'agent') console.log(`${message.sender_name}: ${message.text}`)
}

function save() {
  writeFileSync(`${file}.new`, JSON.stringify(state), { mode: 0o600 }) // It holds the secret.
  renameSync(`${file}.new`, file)
}
