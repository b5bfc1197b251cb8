// The other end puts us on hold, in three ways: it is answered rightly, nothing is sent to it meanwhile.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { CONTACT, Exchange, LEFT, MUSIC, MUSIC_HZ } from './exchange.ts'
import { mostlyAt } from './sound.ts'
import { SipPeer } from './sip_peer.ts'

/** Longer than a line may be silent: whoever holds may. */
const HELD_MS = 2_000
const ON_THEIR_WAY_MS = 100

// At the end of what was heard.
const isMusic = (sound: number[]) => mostlyAt(MUSIC_HZ, sound.slice(-4_000)) > 0.9

for (const [how, direction, address, answered] of [
  ['sendonly', 'sendonly', '127.0.0.1', 'recvonly'],
  ['inactive', 'inactive', '127.0.0.1', 'inactive'],
  ['no address', 'sendrecv', '0.0.0.0', 'recvonly'],
] as const) {
  test(`held by ${how} nothing is sent; taken back, all is as before`, async (t) => {
    const exchange = await Exchange.open(t, { silenceSeconds: 1 })
    const { control } = exchange
    const peer = await SipPeer.open(exchange.voice.port)
    t.after(() => peer.close())
    peer.echo()
    const line = peer.line()
    const calling = peer.call(line)
    const call = await exchange.answered()
    await calling
    exchange.say('play_sound', call, { sound: 'music', forever: true })
    exchange.hear(call, [
      [CONTACT, MUSIC],
      [LEFT, CONTACT],
    ])

    const { body } = await peer.call(line, [], peer.sdp(direction, address))
    assert.match(body, new RegExp(`a=${answered}`))
    const held = await control.until('leg_held', { call })
    assert.deepEqual([held.place, held.held], [CONTACT, true])
    await sleep(ON_THEIR_WAY_MS)
    const before = peer.packets
    await sleep(HELD_MS)
    assert.equal(peer.packets, before)

    const { body: back } = await peer.call(line, [], peer.sdp())
    assert.match(back, /a=sendrecv/)
    assert.equal((await control.nth(1, 'leg_held', { call })).held, false)
    const { left } = await exchange.sampleWith(call, 1_000, (sound) => isMusic(sound.left))
    assert.ok(isMusic(left), 'music, sent back')
    assert.ok(peer.packets > before + 40)

    await peer.ask(line, 'BYE')
    assert.equal((await control.until('leg_left', { call })).cause, 'hung_up')
    assert.equal(control.all('leg_held').length, 2)
  })
}

test('who wants to be heard only is not holding', async (t) => {
  const exchange = await Exchange.open(t)
  const peer = await SipPeer.open(exchange.voice.port)
  t.after(() => peer.close())
  const line = peer.line()
  const calling = peer.call(line)
  await exchange.answered()
  await calling
  const { body } = await peer.call(line, [], peer.sdp('recvonly'))
  assert.match(body, /a=sendonly/)
  const refused = await peer.ask(line, 'INVITE', [], 'v=0\r\n')
  assert.match(refused.line, /^488 /)
  await peer.ask(line, 'BYE')
  await exchange.control.until('call_ended')
  assert.equal(exchange.control.all('leg_held').length, 0)
})
