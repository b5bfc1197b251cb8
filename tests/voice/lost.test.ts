// Callers that vanish: whoever never says that they have our answer, and where nothing can be sent to.

import assert from 'node:assert/strict'
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { test, type TestContext } from 'node:test'
import { holds, Voice } from './voice.ts'

const SDP = 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 21996 RTP/AVP 8\r\n'
/** An answer is sent again for 32 s (RFC 3261, section 13.3.1.4). */
const UNACKNOWLEDGED_MS = 40_000

/** Calls, and does nothing more; `contact` is where it says it is. */
async function call(t: TestContext, voice: Voice, contact: string): Promise<Socket> {
  const socket = createSocket('udp4')
  t.after(() => socket.close())
  await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done))
  const { port } = socket.address()
  const lines = [
    `INVITE sip:4001@127.0.0.1:${voice.port} SIP/2.0`,
    `Via: SIP/2.0/UDP 127.0.0.1:${port};branch=z9hG4bKlost${port};rport`,
    'Max-Forwards: 70',
    'From: <sip:lost@127.0.0.1>;tag=lost',
    `To: <sip:4001@127.0.0.1:${voice.port}>`,
    `Call-ID: lost-${port}`,
    'CSeq: 1 INVITE',
    `Contact: <${contact}>`,
    'Content-Type: application/sdp',
    `Content-Length: ${SDP.length}`,
  ]
  socket.send(`${lines.join('\r\n')}\r\n\r\n${SDP}`, voice.port, '127.0.0.1')
  await once(socket, 'message')
  return socket
}

test('an answer that nobody acknowledges ends the call, once', { timeout: 120_000 }, async (t) => {
  const voice = await Voice.start({ silenceSeconds: 3_000 })
  t.after(() => voice.remove())
  await call(t, voice, 'sip:lost@127.0.0.1:9')
  // Nothing can be sent there, as without a network: sofia would call itself until the stack is full.
  await call(t, voice, 'sip:lost@[2001:db8::1]:5060')
  await call(t, voice, 'sip:lost@255.255.255.255:5060')
  await holds(() => assert.equal(voice.log.match(/call_ended/g)?.length, 3), UNACKNOWLEDGED_MS)
  assert.equal(voice.log.match(/"cause":"dead_line"/g)?.length, 3)
  await call(t, voice, 'sip:lost@127.0.0.1:9')
  await holds(() => assert.equal(voice.log.match(/call_arrived/g)?.length, 4))
})
