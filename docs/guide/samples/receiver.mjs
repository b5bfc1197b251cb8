// Receives webhooks: checks that each is Parley's own and new, answers at once, then acts.
//
//     WEBHOOK_SECRET=whsec_… node receiver.mjs 8090

import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'

const port = Number(process.argv[2] ?? 8090)
const key = Buffer.from(process.env.WEBHOOK_SECRET.replace('whsec_', ''), 'base64')
const OLD_AFTER_S = 300
const seen = new Set() // A program that can be restarted keeps these ids in its database.

function isGenuine(headers, body) {
  const { 'webhook-id': id, 'webhook-timestamp': sent, 'webhook-signature': given } = headers
  if (!id || !given || Math.abs(Date.now() / 1000 - Number(sent)) > OLD_AFTER_S) return false
  const wanted = createHmac('sha256', key).update(`${id}.${sent}.${body}`).digest()
  return given.split(' ').some((signature) => {
    const bytes = Buffer.from(signature.replace('v1,', ''), 'base64')
    return bytes.length === wanted.length && timingSafeEqual(bytes, wanted)
  })
}

function act(message) {
  if (message.type === 'test') return console.log('a test')
  const { kind, message: said } = message.event
  if (kind === 'message_posted' && said?.sender === 'visitor') console.log(`visitor: ${said.text}`)
  else console.log(kind)
}

createServer(async (request, response) => {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  const body = Buffer.concat(chunks).toString()
  if (!isGenuine(request.headers, body)) return response.writeHead(401).end()
  response.writeHead(204).end()
  const id = request.headers['webhook-id']
  if (seen.has(id)) return // Sent again, for our first answer was lost.
  seen.add(id)
  act(JSON.parse(body))
}).listen(port, '127.0.0.1', () => console.log(`listening on ${port}`))
