// The words of the control: what is refused, and what becomes of calls when nobody is left to say them.

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Control } from './control.ts'
import { Exchange } from './exchange.ts'
import { hasSipp, Voice } from './voice.ts'

const skip = !hasSipp && 'sipp is not installed'
const TOO_LONG = 70_000

test('what cannot be done is refused by name', async (t) => {
  const { control, voice } = await Exchange.open(t)
  const call = randomUUID()
  const refused = async (command: Record<string, unknown>) => {
    control.told.length = 0
    control.say({ call, ...command } as never)
    const { command: of, reason, call: named } = await control.until('command_refused')
    assert.equal(named, of === '' ? null : call)
    return `${of as string} ${reason as string}`
  }
  const there = join(voice.folder, 'there')
  writeFileSync(there, '')
  const kept = { recording: randomUUID(), file: join(voice.folder, 'kept'), key: '00'.repeat(32) }
  const told: [Record<string, unknown>, string][] = [
    [{ type: 'nonsense' }, ' unknown_value'],
    [{ type: 'answer_call', call: undefined }, ' missing_field'],
    [{ type: 'answer_call', call: 'no id' }, ' unknown_value'],
    [{ type: 'leave_call', place: 99 }, 'leave_call bad_place'],
    [{ type: 'press_keys', place: -1, keys: '1' }, 'press_keys bad_place'],
    [{ type: 'press_keys', place: 0, keys: 'x' }, 'press_keys bad_keys'],
    [{ type: 'press_keys', place: 0, keys: '1'.repeat(33) }, 'press_keys bad_keys'],
    [{ type: 'refuse_call', status: 200 }, 'refuse_call bad_status'],
    [{ type: 'set_hearing', hearings: [[0, 1, 500]] }, 'set_hearing bad_gain'],
    [{ type: 'set_hearing', hearings: [[0, 12, 100]] }, 'set_hearing bad_place'],
    [{ type: 'set_hearing', hearings: Array(129).fill([0, 1, 100]) }, ' out_of_range'],
  ]
  for (const [command, reason] of told) {
    if (Array.isArray(command.hearings))
      command.hearings = (command.hearings as number[][]).map(([listener, source, percent]) => ({
        listener,
        source,
        percent,
      }))
    assert.equal(await refused(command), reason)
  }

  control.say({ type: 'open_call', call })
  const standing: [Record<string, unknown>, string][] = [
    [{ type: 'open_call' }, 'open_call call_stands'],
    [{ type: 'play_sound', sound: '/no/such.wav', forever: false }, 'play_sound no_such_file'],
    [{ type: 'join_browser', place: 1, offer: 'hello' }, 'join_browser bad_sdp'],
    [{ type: 'start_recording', ...kept, key: '00' }, 'start_recording bad_key'],
    [{ type: 'start_recording', ...kept, key: 'xy'.repeat(32) }, 'start_recording bad_key'],
    [{ type: 'start_recording', ...kept, file: '/no/such/file' }, 'start_recording no_such_folder'],
    [{ type: 'start_recording', ...kept, file: there }, 'start_recording file_exists'],
  ]
  for (const [command, reason] of standing) assert.equal(await refused(command), reason)
  control.say({ type: 'start_recording', call, ...kept })
  assert.equal(
    await refused({ type: 'start_recording', ...kept, file: `${kept.file}2` }),
    'start_recording already_recording',
  )
})

test('a command for a call that is not there changes nothing', async (t) => {
  const exchange = await Exchange.open(t)
  const call = randomUUID()
  for (const type of ['answer_call', 'end_call', 'stop_sound', 'stop_recording'])
    exchange.say(type, call)
  exchange.say('leave_call', call, { place: 1 })
  exchange.say('play_sound', call, { sound: 'music', forever: true })
  exchange.hear(call, [[0, 1]])
  const opened = exchange.opened()
  exchange.say('end_call', opened)
  await exchange.control.until('call_ended', { call: opened })
  assert.deepEqual(
    exchange.control.told.map(({ type }) => type),
    ['voice_ready', 'call_ended'],
  )
})

test('a caller is refused as the server says, and their leg is told of', { skip }, async (t) => {
  const { control, voice } = await Exchange.open(t)
  const caller = voice.calls({ scenario: 'listener' })
  const { call } = await control.until('call_arrived')
  control.say({ type: 'refuse_call', call: call ?? '', status: 404 })
  const left = await control.until('leg_left', { call })
  assert.deepEqual([left.cause, left.status, left.packets], ['removed', 404, 0])
  await control.until('call_ended', { call })
  assert.equal(await caller, 1)
})

test('calls are refused until the server has said all', { skip }, async (t) => {
  const voice = await Voice.start({ control: true })
  t.after(() => voice.remove())
  const control = await Control.open(voice.control)
  t.after(() => control.close())
  await control.until('voice_ready')
  assert.equal(await voice.calls({ scenario: 'listener' }), 1)
  assert.equal(control.all('call_arrived').length, 0)
})

for (const [how, lose] of [
  ['when the control goes', ({ control }: Exchange) => control.close()],
  ['when it is stopped', ({ voice }: Exchange) => voice.stop()],
  [
    'when a line is too long',
    ({ control }: Exchange) => control.say({ type: 'x'.repeat(TOO_LONG) }),
  ],
] as const) {
  test(`calls are hung up and the process ends ${how}`, { skip }, async (t) => {
    const exchange = await Exchange.open(t)
    const { control, voice } = exchange
    const caller = voice.calls({ scenario: 'called_off' })
    const call = await exchange.answered()
    const kept = exchange.recorded(call)
    exchange.hear(call, [[9, 0]])
    const begun = Date.now()
    void lose(exchange)
    assert.equal(await caller, 0, 'they were told by BYE')
    assert.equal(await voice.gone(), 0)
    assert.ok(Date.now() - begun < 5_000, `${Date.now() - begun} ms`)
    if (how === 'when it is stopped') {
      assert.equal((await control.until('leg_left', { call })).cause, 'removed')
      await control.until('call_ended', { call })
      await control.until('recording_ended', { call, recording: kept.recording })
    }
    kept.read()
  })
}
