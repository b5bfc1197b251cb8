// Callers that vanish: nobody says that they have our answer, and to some nothing can be sent.

import assert from 'node:assert/strict'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { test, type TestContext } from 'node:test'
import { holds, Voice } from './voice.ts'

const SDP = [
  'v=0',
  'o=- 1 1 IN IP4 127.0.0.1',
  's=-',
  'c=IN IP4 127.0.0.1',
  't=0 0',
  'm=audio 21996 RTP/AVP 8',
  '',
].join('\r\n')

/** An answer is sent again for 32 s (RFC 3261, section 13.3.1.4). */
const UNACKNOWLEDGED_MS = 40_000

/** Calls, hears an answer, and does nothing more. */
async function call(t: TestContext, voice: Voice, from: string, contact?: string) {
  const socket = createSocket('udp4')
  t.after(() => socket.close())
  await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done))
  const { port } = socket.address()
  const lines = [
    `INVITE sip:4001@127.0.0.1:${voice.port} SIP/2.0`,
    `Via: SIP/2.0/UDP 127.0.0.1:${port};branch=z9hG4bKlost${port};rport`,
    'Max-Forwards: 70',
    `From: <${from}>;tag=lost`,
    `To: <sip:4001@127.0.0.1:${voice.port}>`,
    `Call-ID: lost-${port}`,
    'CSeq: 1 INVITE',
    ...(contact ? [`Contact: <${contact}>`] : []),
    'Content-Type: application/sdp',
    `Content-Length: ${SDP.length}`,
  ]
  socket.send(`${lines.join('\r\n')}\r\n\r\n${SDP}`, voice.port, '127.0.0.1')
  await once(socket, 'message')
}

test('an answer that nobody acknowledges ends the call, once', { timeout: 120_000 }, async (t) => {
  const voice = await Voice.start({ silenceSeconds: 3_000 })
  t.after(() => voice.remove())
  await call(t, voice, 'sip:lost@127.0.0.1', 'sip:lost@127.0.0.1:9')
  await call(t, voice, 'sip:lost@127.0.0.1', 'sip:lost@255.255.255.255')
  // A BYE for them cannot even be made: sofia's own would never come back (voice/sip/sofia_repairs.cpp).
  await call(t, voice, 'tel:+4930111')
  await call(t, voice, 'mailto:lost@example.test')
  await holds(() => assert.equal(voice.log.match(/call_ended/g)?.length, 4), UNACKNOWLEDGED_MS)
  assert.equal(voice.log.match(/"cause":"dead_line"/g)?.length, 4)
  await call(t, voice, 'sip:lost@127.0.0.1', 'sip:lost@127.0.0.1:9')
  await holds(() => assert.equal(voice.log.match(/call_arrived/g)?.length, 5))
})
