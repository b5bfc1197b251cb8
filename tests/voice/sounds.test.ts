// What is played, pressed and recorded in a call.

import assert from 'node:assert/strict'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { AGENT, CONTACT, Exchange, LEFT, MUSIC, MUSIC_HZ, RIGHT, RINGING } from './exchange.ts'
import { loudness, RATE, shareAt, writeTone } from './sound.ts'
import { hasSipp, SOUNDS } from './voice.ts'

const AGENT_HZ = 700
const SECRET_HZ = 900
const CALL_PROGRESS_HZ = 450
const skip = !hasSipp && 'sipp is not installed'

test('one hears music while another hears that somebody is rung', async (t) => {
  const exchange = await Exchange.open(t)
  const call = exchange.opened()
  exchange.hear(call, [
    [LEFT, MUSIC],
    [RIGHT, RINGING],
  ])
  exchange.say('play_sound', call, { sound: 'music', forever: true })
  exchange.say('play_sound', call, { sound: 'ringing', forever: true, source: RINGING })
  const { left, right } = await exchange.sample(call, 500)
  assert.ok(shareAt(MUSIC_HZ, left) > 0.95)
  assert.ok(shareAt(CALL_PROGRESS_HZ, right) > 0.95, 'a ring lasts a second')
  exchange.say('stop_sound', call, { source: RINGING })
  const after = await exchange.sample(call, 300)
  assert.equal(loudness(after.right), 0)
  assert.ok(shareAt(MUSIC_HZ, after.left) > 0.95)
  exchange.say('stop_sound', call, { source: CONTACT })
  const refused = await exchange.control.until('command_refused')
  assert.deepEqual([refused.command, refused.reason], ['stop_sound', 'bad_place'])
})

test('sounds by name and by file; the end of one is told', async (t) => {
  const exchange = await Exchange.open(t)
  const { control } = exchange
  const call = exchange.opened()
  exchange.hear(call, [[RIGHT, MUSIC]])
  const file = join(exchange.voice.folder, 'prompt.wav')
  writeTone(file, SECRET_HZ, 1)

  exchange.say('play_sound', call, { sound: 'music', forever: true })
  assert.ok(shareAt(MUSIC_HZ, (await exchange.sample(call, 500)).right) > 0.95)
  exchange.say('play_sound', call, { sound: 'busy', forever: true })
  const { right: busy } = await exchange.sample(call, 1_500)
  const share = shareAt(CALL_PROGRESS_HZ, busy)
  assert.ok(share > 0.3 && share < 0.8, `on and off: ${share}`)
  exchange.say('stop_sound', call)
  assert.equal(loudness((await exchange.sample(call, 300)).right), 0)
  assert.equal(control.all('sound_ended').length, 0, 'of those that were cut off')

  const kept = exchange.recorded(call)
  exchange.say('play_sound', call, { sound: file, forever: false })
  await control.until('sound_ended', { call })
  exchange.say('stop_recording', call)
  const end = await control.until('recording_ended', { recording: kept.recording })
  assert.ok(Math.abs((end.duration_ms as number) - 1_000) <= 100, JSON.stringify(end))
  assert.ok(shareAt(SECRET_HZ, kept.read().right) > 0.9)

  writeTone(file, MUSIC_HZ, 1)
  exchange.say('play_sound', call, { sound: file, forever: true })
  const { right: changed } = await exchange.sample(call, 500)
  assert.ok(shareAt(MUSIC_HZ, changed) > 0.95, 'the file as it is now')
  assert.equal(control.all('sound_ended').length, 1)
})

test('what is said while the recording is paused is not in the file', async (t) => {
  const exchange = await Exchange.open(t)
  const { control } = exchange
  const call = exchange.opened()
  const secret = join(exchange.voice.folder, 'secret.wav')
  writeTone(secret, SECRET_HZ, 1)
  exchange.hear(call, [[RIGHT, MUSIC]])
  exchange.say('play_sound', call, { sound: 'music', forever: true })
  const kept = exchange.recorded(call)
  await sleep(700)
  exchange.say('pause_recording', call, { paused: true })
  exchange.say('play_sound', call, { sound: secret, forever: false })
  await control.until('sound_ended', { call })
  exchange.say('play_sound', call, { sound: 'music', forever: true })
  exchange.say('pause_recording', call, { paused: false })
  await sleep(700)
  exchange.say('end_call', call)
  const end = await control.until('recording_ended', { recording: kept.recording })

  const { right } = kept.read()
  // Each by itself: the tone goes on in another phase after the pause.
  const half = RATE / 2
  assert.ok(shareAt(MUSIC_HZ, right.slice(0, half)) > 0.95)
  assert.ok(shareAt(MUSIC_HZ, right.slice(-half)) > 0.95)
  assert.ok(shareAt(SECRET_HZ, right) < 0.001)
  for (let at = 0; at + RATE / 50 <= right.length; at += RATE / 50)
    assert.ok(shareAt(SECRET_HZ, right.slice(at, at + RATE / 50)) < 0.1, `not even at ${at}`)
  assert.ok(Math.abs((end.duration_ms as number) - 1_400) < 200, JSON.stringify(end))
})

test('keys are told, whoever presses them, and pressed', { skip }, async (t) => {
  const exchange = await Exchange.open(t)
  const { control, voice } = exchange
  // Keys that are sent back by them are theirs, to us.
  void voice.calls({ scenario: 'listener', args: ['-rtp_echo', '-d', '12000'] })
  const call = await exchange.answered()
  exchange.say('press_keys', call, { place: CONTACT, keys: '19*0#D' })
  for (const [at, key] of [...'19*0#D'].entries())
    assert.equal((await control.nth(at, 'key_pressed', { call, place: CONTACT })).key, key)

  const agent = await exchange.browser(call, AGENT, AGENT_HZ)
  exchange.hear(call, [
    [AGENT, CONTACT],
    [CONTACT, AGENT],
  ])
  await agent.hears(AGENT_HZ) // Their own, sent back: the line stands both ways.
  await agent.press('7#')
  for (const [at, key] of [...'7#'].entries())
    assert.equal((await control.nth(at, 'key_pressed', { call, place: AGENT })).key, key)
  assert.equal(control.all('key_pressed').length, 8)
})

test('keys of a carrier are told', { skip }, async (t) => {
  const exchange = await Exchange.open(t)
  copyFileSync(join(SOUNDS, 'dtmf_2833_5.pcap'), join(exchange.voice.folder, 'sound.pcap'))
  void exchange.voice.calls({ scenario: 'caller' })
  const call = await exchange.answered()
  const { key } = await exchange.control.until('key_pressed', { call, place: CONTACT })
  assert.equal(key, '5')
})
