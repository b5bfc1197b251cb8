// A caller by telephone and an agent in a browser: each hears the other, and both are recorded.

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Control } from './control.ts'
import { Softphone } from './softphone.ts'
import { RATE, readRecording, shareAt, writeTone } from './sound.ts'
import { hasSipp, holds, SIPP, sippTo, Voice } from './voice.ts'

const AGENT_HZ = 700
const MUSIC_MS = 500
const MUSIC_HZ = 440
const CALLER = 0
const AGENT = 1
const MUSIC = 8
const RECORDED = { left: 9, right: 10 }
const skip = !hasSipp && 'sipp is not installed'

test('caller and agent hear each other, and are recorded', { skip }, async (t) => {
  const voice = await Voice.start({ music: MUSIC_HZ, control: true })
  t.after(() => voice.remove())
  const control = await Control.open(voice.control)
  t.after(() => control.close())
  await control.until('voice_ready')

  const microphone = join(voice.folder, 'microphone.wav')
  writeTone(microphone, AGENT_HZ, 10)
  const phone = await Softphone.open(microphone)
  t.after(() => phone.close())

  // The caller sends back what they hear, so that the left channel tells what that was.
  const caller = spawn(SIPP, sippTo(voice.port, { scenario: 'listener', args: ['-rtp_echo'] }), {
    cwd: voice.folder,
  })
  const { call = 0, caller: from, called: to } = await control.until('call_arrived')
  assert.deepEqual([from, to], ['13800138000', '4001'])
  control.say({ type: 'answer_call', call })
  const { recording } = await control.until('call_answered', call)
  await sleep(MUSIC_MS)

  control.say({ type: 'join_browser', call, place: AGENT, offer: await phone.offer() })
  const { answer } = await control.until('browser_answer', call)
  await phone.answered(answer as string)
  const talking = [
    [CALLER, AGENT, 100],
    [AGENT, CALLER, 100],
    [CALLER, MUSIC, 0],
    [RECORDED.right, MUSIC, 0],
    [RECORDED.right, AGENT, 100],
  ]
  const hearings = talking.map(([listener, source, percent]) => ({ listener, source, percent }))
  control.say({ type: 'set_hearing', call, hearings })

  for (let at = 0; (await phone.state()) !== 'connected'; at++) {
    assert.ok(at < 100, await phone.state())
    await sleep(50)
  }
  let heard = 0
  for (let at = 0; at < 60 && Math.abs(heard - AGENT_HZ) > 20; at++) {
    heard = await phone.heard()
    await sleep(50)
  }
  assert.ok(Math.abs(heard - AGENT_HZ) <= 20, `the agent hears ${heard} Hz`)

  const [status] = (await once(caller, 'exit')) as [number]
  assert.equal(status, 0)
  const end = await control.until('call_ended', call)
  assert.ok((end.packets as number) > 100 && end.lost === 0, JSON.stringify(end))
  assert.ok((end.mos_percent as number) > 400, JSON.stringify(end))
  await holds(() => {
    const { left, right } = readRecording(join(voice.recordings, recording as string))
    const end = [left, right].map((side) => side.slice(-RATE, -RATE / 4))
    for (const side of end) assert.ok(shareAt(AGENT_HZ, side) > 0.9, `${shareAt(AGENT_HZ, side)}`)
    assert.ok(shareAt(MUSIC_HZ, right.slice(0, RATE / 4)) > 0.9, 'music before the agent came')
  })
})

test('what cannot be done is refused by name', async (t) => {
  const voice = await Voice.start({ control: true })
  t.after(() => voice.remove())
  const control = await Control.open(voice.control)
  t.after(() => control.close())
  const refused = async (command: Record<string, unknown>) => {
    control.told.length = 0
    control.say(command as never)
    const { command: of, reason } = await control.until('command_refused')
    return `${of as string} ${reason as string}`
  }
  assert.equal(await refused({ type: 'nonsense' }), ' unknown_value')
  assert.equal(await refused({ type: 'answer_call' }), ' missing_field')
  const place = { type: 'leave_call', call: 1, place: 99 }
  assert.equal(await refused(place), 'leave_call bad_place')
  const status = { type: 'refuse_call', call: 1, status: 200 }
  assert.equal(await refused(status), 'refuse_call bad_status')
  const gain = { listener: 0, source: 1, percent: 500 }
  assert.equal(
    await refused({ type: 'set_hearing', call: 1, hearings: [gain] }),
    'set_hearing bad_gain',
  )
})
