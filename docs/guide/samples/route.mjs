// Says where sessions go: checks that the question is Parley's own, and answers at once.
//
//     HOOK_SECRET=whsec_… LAW_QUEUE=… node route.mjs 8091

import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'

const port = Number(process.argv[2] ?? 8091)
const key = Buffer.from(process.env.HOOK_SECRET.replace('whsec_', ''), 'base64')
const OLD_AFTER_S = 300

function isGenuine(headers, body) {
  const { 'webhook-id': id, 'webhook-timestamp': sent, 'webhook-signature': given } = headers
  if (!id || !given || Math.abs(Date.now() / 1000 - Number(sent)) > OLD_AFTER_S) return false
  const wanted = createHmac('sha256', key).update(`${id}.${sent}.${body}`).digest()
  const bytes = Buffer.from(given.replace('v1,', ''), 'base64')
  return bytes.length === wanted.length && timingSafeEqual(bytes, wanted)
}

// What is left out stays as the rules in Parley have it; {} leaves it all to them.
function advise({ session, contact }) {
  const text = session.last_message?.text ?? ''
  if (/lawyer|sued|律师/i.test(text))
    return { queue_id: process.env.LAW_QUEUE, skills: [{ name: 'law', level: 3 }] }
  if (contact.vip_level >= 5) return { head_start_seconds: 120 }
  return {}
}

createServer(async (request, response) => {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  const body = Buffer.concat(chunks).toString()
  if (!isGenuine(request.headers, body)) return response.writeHead(401).end()
  const question = JSON.parse(body)
  const advice = advise(question)
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(advice))
  console.log(`${question.session.id}: ${JSON.stringify(advice)}`)
}).listen(port, () => console.log(`listening on ${port}`))
