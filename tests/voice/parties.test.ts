// More than two in a call: who hears whom, by tones; and parties that go from one call to another.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AGENT, CONTACT, Exchange, LEFT, MUSIC, MUSIC_HZ, OTHER, RIGHT } from './exchange.ts'
import { mostlyAt, shareAt } from './sound.ts'
import { hasSipp } from './voice.ts'

const AGENT_HZ = 700
const OTHER_HZ = 1_300
const SAMPLE_MS = 1_500
const MOVES = 6
const skip = !hasSipp && 'sipp is not installed'
/** A contact who sends back what they hear, for so long. */
const echoing = (seconds: number) => ({
  scenario: 'listener',
  args: ['-rtp_echo', '-d', `${seconds * 1_000}`],
})

// At the end of what was heard.
const isMusic = (sound: number[]) => mostlyAt(MUSIC_HZ, sound.slice(-4_000)) > 0.9

test('a consultation, and a conference of three, by tones', { skip }, async (t) => {
  const exchange = await Exchange.open(t)
  void exchange.voice.calls(echoing(40))
  const call = await exchange.answered()
  exchange.say('play_sound', call, { sound: 'music', forever: true })
  const agent = await exchange.browser(call, AGENT, AGENT_HZ)
  const other = await exchange.browser(call, OTHER, OTHER_HZ)

  exchange.hear(call, [
    [CONTACT, MUSIC],
    [AGENT, OTHER],
    [OTHER, AGENT],
    [LEFT, CONTACT],
    [RIGHT, AGENT],
    [RIGHT, OTHER],
  ])
  await agent.hearsAll([OTHER_HZ], [AGENT_HZ, MUSIC_HZ])
  await other.hearsAll([AGENT_HZ], [OTHER_HZ, MUSIC_HZ])
  const consulted = await exchange.sampleWith(call, SAMPLE_MS, ({ left }) => isMusic(left))
  assert.ok(isMusic(consulted.left), 'the contact hears music, and nobody')
  for (const hertz of [AGENT_HZ, OTHER_HZ])
    assert.ok(mostlyAt(hertz, consulted.right) > 0.3, `${hertz} Hz is said`)

  exchange.hear(call, [
    [CONTACT, AGENT],
    [CONTACT, OTHER],
    [AGENT, CONTACT],
    [AGENT, OTHER],
    [OTHER, CONTACT],
    [OTHER, AGENT],
    [LEFT, CONTACT],
    [RIGHT, AGENT],
    [RIGHT, OTHER],
  ])
  // Their own comes by way of the contact, who sends back what they hear.
  await agent.hearsAll([AGENT_HZ, OTHER_HZ], [MUSIC_HZ])
  await other.hearsAll([AGENT_HZ, OTHER_HZ], [MUSIC_HZ])
  const together = await exchange.sample(call, SAMPLE_MS)
  for (const [side, samples] of Object.entries(together)) {
    for (const hertz of [AGENT_HZ, OTHER_HZ])
      assert.ok(mostlyAt(hertz, samples) > 0.3, `${hertz} Hz, ${side}`)
    assert.ok(shareAt(MUSIC_HZ, samples) < 0.01, `no music, ${side}`)
  }

  exchange.hear(call, [[CONTACT, OTHER]])
  await agent.hears(0)
  exchange.say('leave_call', call, { place: OTHER })
  assert.equal((await exchange.control.until('leg_left', { call, place: OTHER })).cause, 'removed')
  exchange.say('end_call', call)
  await exchange.control.until('call_ended', { call })
  assert.equal(exchange.control.all('leg_left', { call }).length, 3)
})

test('a party moves from call to call, and is heard wherever it is', { skip }, async (t) => {
  const exchange = await Exchange.open(t)
  const { control } = exchange
  const caller = exchange.voice.calls(echoing(15))
  let call = await exchange.answered()
  let place = CONTACT
  // Calls live on one worker or the other; some of these moves go across.
  for (let move = 0; move < MOVES; move++) {
    const to = exchange.opened()
    exchange.say('move_party', call, { place, to_call: to, to_place: OTHER })
    const left = await control.until('leg_left', { call })
    assert.deepEqual([left.place, left.cause], [place, 'transferred'])
    await control.until('call_ended', { call })
    const joined = await control.until('leg_joined', { call: to })
    assert.deepEqual([joined.place, joined.codec], [OTHER, 'pcma'])
    ;[call, place] = [to, OTHER]
  }
  exchange.hear(call, [
    [OTHER, MUSIC],
    [LEFT, OTHER],
  ])
  exchange.say('play_sound', call, { sound: 'music', forever: true })
  const { left } = await exchange.sampleWith(call, SAMPLE_MS, (sound) => isMusic(sound.left))
  assert.ok(isMusic(left), 'music, sent back')

  assert.equal(await caller, 0)
  const end = await control.until('leg_left', { call })
  assert.equal(end.cause, 'hung_up')
  assert.ok((end.packets as number) > 100, JSON.stringify(end))
  await control.until('call_ended', { call })
})

test('a party that moves to a taken place takes it', { skip }, async (t) => {
  const exchange = await Exchange.open(t)
  const { control } = exchange
  void exchange.voice.calls(echoing(40))
  const from = await exchange.answered()
  const to = exchange.opened()
  await exchange.browser(to, AGENT, AGENT_HZ)
  exchange.say('move_party', from, { place: CONTACT, to_call: to, to_place: AGENT })
  assert.equal((await control.until('leg_left', { call: to, place: AGENT })).cause, 'removed')
  await control.nth(1, 'leg_joined', { call: to, place: AGENT })

  const second = exchange.opened()
  await exchange.browser(second, OTHER, OTHER_HZ)
  exchange.say('move_party', second, { place: OTHER, to_call: to, to_place: OTHER })
  const refused = await control.until('command_refused')
  assert.deepEqual([refused.command, refused.reason], ['move_party', 'not_movable'])
  exchange.say('end_call', to)
  await control.until('call_ended', { call: to })
})
