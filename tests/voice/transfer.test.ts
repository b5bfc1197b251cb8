// A telephone asks to be replaced, by REFER and Replaces, and may leave the first offer to us.

import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { AGENT, CONTACT, Exchange, OTHER } from './exchange.ts'
import { SipPeer, type Line } from './sip_peer.ts'

const PHONE = { user: '1001', password: 'not so secret' }

async function talking(t: TestContext, isPhone = false) {
  const exchange = await Exchange.open(t, { open: !isPhone })
  const peer = await SipPeer.open(exchange.voice.port)
  const phone = isPhone ? exchange.phone(PHONE) : null
  if (isPhone) peer.credentials = PHONE
  t.after(() => peer.close())
  let calls = 0
  /** One more call of the peer's, answered. */
  const call = async (line: Line, more: string[] = [], offer?: string) => {
    const answer = peer.call(line, more, offer)
    const arrived = await exchange.control.nth(calls++, 'call_arrived')
    exchange.say('answer_call', arrived.call ?? '')
    await answer
    await exchange.control.until('leg_joined', { call: arrived.call ?? '' })
    return arrived.call ?? ''
  }
  return { exchange, peer, call, phone }
}

for (const [status, told] of [
  [200, '200 OK'],
  [603, '603 Decline'],
] as const) {
  test(`a transfer to a number is asked for, and ${status} is told`, async (t) => {
    const { exchange, peer, call } = await talking(t)
    const line = peer.line()
    const id = await call(line)
    const taken = await peer.ask(line, 'REFER', ['Refer-To: <sip:4002@127.0.0.1>'])
    assert.match(taken.line, /^202 /)
    assert.deepEqual(await exchange.control.until('transfer_asked'), {
      type: 'transfer_asked',
      call: id,
      place: CONTACT,
      target: '4002',
      other: null,
      other_place: 0,
    })
    exchange.say('answer_transfer', id, { place: CONTACT, status })
    await peer.until(({ body }) => body.trim() === `SIP/2.0 ${told}`)
    exchange.say('end_call', id)
    await peer.until(({ line: first }) => first.startsWith('BYE'))
  })
}

test('a transfer to whom the same telephone talks in another call', async (t) => {
  const { exchange, peer, call, phone } = await talking(t, true)
  const { control } = exchange
  const [first, second] = [peer.line(), peer.line()]
  const [one, other] = [await call(first), await call(second)]
  const arrived = control.all('call_arrived')
  assert.deepEqual(
    arrived.map((told) => [told.place, told.phone, told.trunk, told.caller, told.called]),
    Array(2).fill([AGENT, phone, null, PHONE.user, '4001']),
  )
  // Where it is, and not only which: the other party has moved meanwhile.
  const moved = exchange.opened()
  exchange.say('move_party', other, { place: AGENT, to_call: moved, to_place: OTHER })
  await control.until('leg_joined', { call: moved, place: OTHER })

  const replaces = `${second.id};to-tag=${second.theirTag};from-tag=${second.tag}`
  const refer = `Refer-To: <sip:4001@127.0.0.1?Replaces=${encodeURIComponent(replaces)}>`
  assert.match((await peer.ask(first, 'REFER', [refer])).line, /^202 /)
  const asked = await control.until('transfer_asked')
  assert.deepEqual(
    [asked.call, asked.place, asked.other, asked.other_place],
    [one, AGENT, moved, OTHER],
  )
})

test('a call that replaces another takes its place', async (t) => {
  const { exchange, peer, call } = await talking(t)
  const { control } = exchange
  const [first, second] = [peer.line(), peer.line()]
  const id = await call(first)
  const replaces = `${first.id};to-tag=${first.theirTag};from-tag=${first.tag}`
  await peer.call(second, [`Replaces: ${replaces}`])
  const left = await control.until('leg_left', { call: id })
  assert.deepEqual([left.place, left.cause], [CONTACT, 'transferred'])
  await control.nth(1, 'leg_joined', { call: id, place: CONTACT })
  await peer.until(({ line, headers }) => line.startsWith('BYE') && headers['call-id'] === first.id)
  assert.equal(control.all('call_arrived').length, 1)
  assert.equal(control.all('call_ended').length, 0)
  await peer.ask(second, 'BYE')
  await control.until('call_ended', { call: id })
})

test('a caller without an offer answers ours, and may do so again', async (t) => {
  const { exchange, peer, call } = await talking(t)
  const line = peer.line()
  const id = await call(line, [], '')
  const joined = await exchange.control.until('leg_joined', { call: id })
  assert.deepEqual([joined.codec, joined.encrypted], ['pcma', false])
  const sounds = new Promise((done) => peer.sound.once('message', done))
  await sounds

  const again = await peer.call(line, [], '')
  assert.match(again.body, /m=audio \d+ RTP\/AVP/)
  await new Promise((done) => peer.sound.once('message', done))
  assert.equal(exchange.control.all('leg_joined', { call: id }).length, 1)
})
