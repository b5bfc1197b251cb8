// Calls that we place by a trunk, to sipp: early sound, answers, and all the ways of not being answered.

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { AGENT, CONTACT, Exchange, LEFT, MUSIC, MUSIC_HZ } from './exchange.ts'
import { mostlyAt } from './sound.ts'
import { freePort, hasSipp, SIPP, sippSoundPort } from './voice.ts'

const AGENT_HZ = 700
const NUMBER = '+8613800138000'
const LISTENS_MS = 300
const DONE_WITHIN_MS = 5_000
const OURS = '+864001'
const skip = !hasSipp && 'sipp is not installed'

/** A carrier at the other end of a trunk, where whoever is called does as the scenario says. */
async function trunkTo(t: TestContext, exchange: Exchange, scenario: string, ms = 0) {
  const port = await freePort()
  const file = join(import.meta.dirname, `${scenario}.xml`)
  // prettier-ignore
  const words = ['-sf', file, '-i', '127.0.0.1', '-p', `${port}`, '-mp', `${sippSoundPort()}`,
    '-d', `${ms}`, '-nostdin', '-rtp_echo']
  const child = spawn(SIPP, words, { cwd: exchange.voice.folder, stdio: 'ignore' })
  const gone = new Promise<number>((told) => child.once('exit', (code) => told(code ?? -1)))
  /** 0: all was as in the scenario. */
  const done = () => {
    child.kill('SIGUSR1')
    setTimeout(() => child.kill('SIGKILL'), DONE_WITHIN_MS).unref()
    return gone
  }
  t.after(() => child.kill('SIGKILL'))
  const trunk = randomUUID()
  await sleep(LISTENS_MS)
  exchange.trunk(trunk, port)
  await exchange.control.until('trunk_changed', { trunk, state: 'up' })
  const dial = (call: string, place: number, seconds_max = 20) =>
    exchange.say('dial_trunk', call, {
      place,
      trunk,
      number: NUMBER,
      caller_id: OURS,
      seconds_max,
    })
  return { dial, done }
}

const isHeard = (sound: number[]) => mostlyAt(AGENT_HZ, sound) > 0.9

test('whoever is called is heard before they answer, and after', { skip }, async (t) => {
  const exchange = await Exchange.open(t)
  const { control } = exchange
  const { dial, done } = await trunkTo(t, exchange, 'answerer', 3_000)
  const call = exchange.opened()
  const agent = await exchange.browser(call, AGENT, AGENT_HZ)
  exchange.hear(call, [
    [CONTACT, AGENT],
    [AGENT, CONTACT],
    [LEFT, CONTACT],
  ])
  dial(call, CONTACT)
  const ringing = await control.until('leg_ringing', { call, place: CONTACT })
  assert.equal(ringing.has_sound, true)
  await agent.hears(AGENT_HZ, 2_500) // Their own, by the other's echo.
  assert.equal(control.all('leg_joined', { call, place: CONTACT }).length, 0)
  const joined = await control.until('leg_joined', { call, place: CONTACT })
  assert.deepEqual([joined.codec, joined.encrypted], ['pcma', false])
  const { left } = await exchange.sampleWith(call, 800, (sound) => isHeard(sound.left))
  assert.ok(isHeard(left))
  exchange.say('leave_call', call, { place: CONTACT })
  const gone = await control.until('leg_left', { call, place: CONTACT })
  assert.equal(gone.cause, 'removed')
  assert.ok((gone.packets as number) > 100, JSON.stringify(gone))
  assert.equal(await done(), 0, 'told by BYE')
  exchange.say('end_call', call)
  await control.until('call_ended', { call })
})

test('whoever answers and hangs up leaves, and the call with them', { skip }, async (t) => {
  const exchange = await Exchange.open(t)
  const { control } = exchange
  const { dial, done } = await trunkTo(t, exchange, 'leaver', 1_500)
  const call = exchange.opened()
  exchange.hear(call, [
    [CONTACT, MUSIC],
    [LEFT, CONTACT],
  ])
  exchange.say('play_sound', call, { sound: 'music', forever: true })
  dial(call, CONTACT)
  assert.equal((await control.until('leg_ringing', { call })).has_sound, false)
  await control.until('leg_joined', { call, place: CONTACT })
  const { left } = await exchange.sample(call, 1_000)
  assert.ok(mostlyAt(MUSIC_HZ, left.slice(-4_000)) > 0.9)
  assert.equal((await control.until('leg_left', { call, place: CONTACT })).cause, 'hung_up')
  await control.until('call_ended', { call })
  assert.equal(await done(), 0)
})

for (const [scenario, cause, status] of [
  ['busy', 'busy', 486],
  ['ringer', 'no_answer', 487],
] as const) {
  test(`whoever does not answer is told as ${cause}`, { skip }, async (t) => {
    const exchange = await Exchange.open(t)
    const { control } = exchange
    const { dial, done } = await trunkTo(t, exchange, scenario)
    const call = exchange.opened()
    dial(call, CONTACT, 2)
    const left = await control.until('leg_left', { call, place: CONTACT })
    assert.deepEqual([left.cause, left.packets], [cause, 0])
    if (cause === 'busy') assert.equal(left.status, status)
    await control.until('call_ended', { call })
    assert.equal(control.all('leg_joined').length, 0)
    assert.equal(await done(), 0)
  })
}

test('what rings is called off', { skip }, async (t) => {
  const exchange = await Exchange.open(t)
  const { control } = exchange
  const { dial, done } = await trunkTo(t, exchange, 'ringer')
  const call = exchange.opened()
  dial(call, CONTACT)
  await control.until('leg_ringing', { call, place: CONTACT })
  exchange.say('leave_call', call, { place: CONTACT })
  assert.equal((await control.until('leg_left', { call, place: CONTACT })).cause, 'removed')
  assert.equal(await done(), 0, 'by CANCEL')
})

test('a trunk where nobody is, and one that is not there', async (t) => {
  const exchange = await Exchange.open(t)
  const { control } = exchange
  const call = exchange.opened()
  const dial = (place: number, trunk: string) =>
    exchange.say('dial_trunk', call, {
      place,
      trunk,
      number: NUMBER,
      caller_id: OURS,
      seconds_max: 5,
    })
  const trunk = randomUUID()
  exchange.trunk(trunk, await freePort())
  dial(CONTACT, trunk)
  dial(AGENT, randomUUID())
  for (const place of [CONTACT, AGENT]) {
    const left = await control.until('leg_left', { call, place })
    assert.ok(['unreachable', 'no_answer'].includes(left.cause as string), JSON.stringify(left))
  }
  await control.until('call_ended', { call })
})

test('dialling is refused where somebody is, and for no time', { skip }, async (t) => {
  const exchange = await Exchange.open(t)
  const { control } = exchange
  const { dial } = await trunkTo(t, exchange, 'ringer')
  const call = exchange.opened()
  dial(call, CONTACT)
  dial(call, CONTACT)
  assert.equal((await control.until('command_refused')).reason, 'place_taken')
  dial(call, AGENT, 0)
  assert.equal((await control.nth(1, 'command_refused')).reason, 'bad_seconds')
})
