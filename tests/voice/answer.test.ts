// Calls from a carrier: sipp, over UDP and TCP, with recorded sound and sound that is sent back.

import assert from 'node:assert/strict'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { loudness, RATE, readRecording, shareAt } from './sound.ts'
import { hasSipp, holds, SOUNDS, Voice } from './voice.ts'

const MUSIC_HZ = 440
const skip = !hasSipp && 'sipp is not installed'

async function answering(t: TestContext, music?: number): Promise<Voice> {
  const voice = await Voice.start(music ? { music } : {})
  t.after(() => voice.remove())
  copyFileSync(join(SOUNDS, 'g711a.pcap'), join(voice.folder, 'sound.pcap'))
  return voice
}

for (const [name, transport] of [
  ['UDP', 'u1'],
  ['TCP', 't1'],
] as const) {
  test(`a call over ${name} is answered, and both sides are recorded`, { skip }, async (t) => {
    const voice = await answering(t, MUSIC_HZ)
    voice.call({ transport })
    await holds(() => assert.match(voice.log, /call_ended/))
    const [file] = voice.files()
    await holds(() => {
      const { left, right } = readRecording(file ?? assert.fail())
      assert.ok(left.length > 3.5 * RATE && left.length < 5 * RATE, `${left.length / RATE} s`)
      assert.ok(shareAt(MUSIC_HZ, right) > 0.98, 'the music, and nothing else')
      assert.ok(loudness(left) > 300, 'the caller')
      assert.ok(shareAt(MUSIC_HZ, left) < 0.2, 'and no music')
    })
  })
}

test('what is played reaches the caller: it comes back by their echo', { skip }, async (t) => {
  const voice = await answering(t, MUSIC_HZ)
  voice.call({ scenario: 'listener', args: ['-rtp_echo'] })
  await holds(() => {
    const { left } = readRecording(voice.files()[0] ?? assert.fail())
    const second = left.slice(2 * RATE, 3 * RATE)
    assert.ok(shareAt(MUSIC_HZ, second) > 0.95, `${shareAt(MUSIC_HZ, second)}`)
  })
})

test('by IPv6 beside IPv4, each is answered by its own', { skip }, async (t) => {
  const voice = await Voice.start({ music: MUSIC_HZ, args: ['--second-address', '::1'] })
  t.after(() => voice.remove())
  for (const address of ['::1', '127.0.0.1']) {
    const args = ['-i', address, '-rtp_echo', '-mi', address]
    assert.equal(await voice.calls({ scenario: 'listener', args }), 0)
  }
  await holds(() => {
    const files = voice.files()
    assert.equal(files.length, 2)
    for (const file of files) {
      const { left } = readRecording(file)
      assert.ok(shareAt(MUSIC_HZ, left.slice(2 * RATE, 3 * RATE)) > 0.9, file)
    }
  })
})

test('twenty calls at once, each recorded by itself', { skip }, async (t) => {
  const voice = await answering(t)
  voice.call({ calls: 20 })
  await holds(() => assert.equal(voice.log.match(/call_ended/g)?.length, 20))
  assert.equal(voice.files().length, 20)
  await holds(() => {
    for (const file of voice.files()) assert.ok(loudness(readRecording(file).left) > 300, file)
  })
})

test('a line that says nothing is hung up', { skip }, async (t) => {
  const voice = await Voice.start({ silenceSeconds: 1 })
  t.after(() => voice.remove())
  const caller = voice.calls({ scenario: 'called_off' })
  await holds(() => assert.match(voice.log, /"leg_left","cause":"dead_line"/))
  assert.equal(await caller, 0, 'they were told by BYE')
})
