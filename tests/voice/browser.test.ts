// A caller by telephone and an agent in a browser: each hears the other, and both are recorded.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { AGENT, CONTACT, Exchange, LEFT, MUSIC, MUSIC_HZ, RIGHT } from './exchange.ts'
import { mostlyAt, RATE, shareAt } from './sound.ts'
import { hasSipp } from './voice.ts'

const AGENT_HZ = 700
const MUSIC_MS = 500
const skip = !hasSipp && 'sipp is not installed'

test('caller and agent hear each other, and are recorded', { skip }, async (t) => {
  const exchange = await Exchange.open(t)
  const { control, voice } = exchange
  // The caller sends back what they hear, so that the left channel tells what that was.
  const caller = voice.calls({ scenario: 'listener', args: ['-rtp_echo', '-d', '7000'] })
  const { call = '', ...arrived } = await control.until('call_arrived')
  assert.deepEqual(arrived, {
    type: 'call_arrived',
    place: CONTACT,
    trunk: null,
    phone: null,
    caller: '13800138000',
    called: '4001',
  })
  exchange.say('answer_call', call)
  const { codec, encrypted } = await control.until('leg_joined', { call, place: CONTACT })
  assert.deepEqual([codec, encrypted], ['pcma', false])
  const kept = exchange.recorded(call)
  exchange.say('play_sound', call, { sound: 'music', forever: true })
  exchange.hear(call, [
    [CONTACT, MUSIC],
    [LEFT, CONTACT],
    [RIGHT, MUSIC],
  ])
  await sleep(MUSIC_MS)

  const agent = await exchange.browser(call, AGENT, AGENT_HZ)
  exchange.hear(call, [
    [CONTACT, AGENT],
    [AGENT, CONTACT],
    [LEFT, CONTACT],
    [RIGHT, AGENT],
  ])
  await agent.hears(AGENT_HZ) // Their own, by the caller's echo.

  assert.equal(await caller, 0)
  const left = await control.until('leg_left', { call, place: CONTACT })
  assert.equal(left.cause, 'hung_up')
  assert.ok((left.packets as number) > 100 && left.lost === 0, JSON.stringify(left))
  assert.ok((left.mos_percent as number) > 400, JSON.stringify(left))
  exchange.say('end_call', call)
  const gone = await control.until('leg_left', { call, place: AGENT })
  assert.equal(gone.cause, 'removed')
  assert.ok((gone.packets as number) > 50, JSON.stringify(gone))
  await control.until('call_ended', { call })

  const end = await control.until('recording_ended', { call, recording: kept.recording })
  const sides = kept.read()
  assert.equal(end.duration_ms, Math.round((sides.left.length * 1_000) / RATE))
  assert.equal(end.dropped_ms, 0)
  const talk = [sides.left, sides.right].map((side) => side.slice(-2 * RATE, -RATE))
  for (const side of talk) assert.ok(mostlyAt(AGENT_HZ, side) > 0.9, `${mostlyAt(AGENT_HZ, side)}`)
  assert.ok(shareAt(MUSIC_HZ, sides.right.slice(0, RATE / 4)) > 0.9, 'music before they came')
})

test('a browser that hangs up leaves; one that comes again takes its place', async (t) => {
  const exchange = await Exchange.open(t)
  const { control } = exchange
  const call = exchange.opened()
  exchange.hear(call, [[AGENT, MUSIC]])
  exchange.say('play_sound', call, { sound: 'music', forever: true })
  const phone = await exchange.browser(call, AGENT, AGENT_HZ)
  await phone.hears(MUSIC_HZ)

  await exchange.joins(call, AGENT, phone)
  assert.equal((await control.until('leg_left', { call, place: AGENT })).cause, 'removed')
  await phone.hears(MUSIC_HZ)

  await phone.hangUp()
  const left = await control.nth(1, 'leg_left', { call, place: AGENT })
  assert.equal(left.cause, 'hung_up')
  await control.until('call_ended', { call })
  assert.equal(control.all('leg_joined', { call }).length, 2)
  assert.equal(control.all('leg_left', { call }).length, 2)
})

test('a browser that vanishes is missed', async (t) => {
  const exchange = await Exchange.open(t, { silenceSeconds: 2 })
  const call = exchange.opened()
  const phone = await exchange.browser(call, AGENT, AGENT_HZ)
  await phone.vanish()
  const left = await exchange.control.until('leg_left', { call, place: AGENT })
  assert.equal(left.cause, 'dead_line')
})
