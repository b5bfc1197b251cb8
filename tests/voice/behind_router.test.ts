// A telephone behind a router tells an address that nobody sees it at: it is heard where its signalling comes from.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CONTACT, Exchange, MUSIC } from './exchange.ts'
import { SipPeer } from './sip_peer.ts'
import { holds } from './voice.ts'

/** Of RFC 5737: nobody's. */
const ITS_OWN = '192.0.2.9'

/** 20 ms of silence, PCMA. */
function packet(sequence: number): Buffer {
  const bytes = Buffer.alloc(12 + 160, 0xd5)
  bytes.writeUInt16BE(0x8008, 0)
  bytes.writeUInt16BE(sequence, 2)
  bytes.writeUInt32BE(160 * sequence, 4)
  bytes.writeUInt32BE(77, 8)
  return bytes
}

test('sound goes to and from where a telephone is seen', async (t) => {
  const exchange = await Exchange.open(t)
  const peer = await SipPeer.open(exchange.voice.port)
  t.after(() => peer.close())
  const calling = peer.call(peer.line(), [], peer.sdp('sendrecv', ITS_OWN))
  const call = await exchange.answered()
  exchange.say('play_sound', call, { sound: 'music', forever: true })
  exchange.hear(call, [[CONTACT, MUSIC]])
  const port = Number(/m=audio (\d+)/.exec((await calling).body)?.[1])
  peer.echo()
  for (let sequence = 0; sequence < 3; sequence++)
    peer.sound.send(packet(sequence), port, '127.0.0.1')
  await holds(() => assert.ok(peer.packets > 20, `${peer.packets} packets`))
  exchange.say('end_call', call)
  const left = await exchange.control.until('leg_left', { call })
  assert.ok((left.packets as number) > 10, JSON.stringify(left))
})
