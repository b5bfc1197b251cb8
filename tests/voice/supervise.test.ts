// A supervisor in a call, by tones: who hears them when they listen, whisper and speak, and what of
// it is kept.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BrowserAnswer, Call, EventPage, Supervision } from '@parley/api'
import { eventually } from '../harness/eventually.ts'
import { employ } from '../harness/house.ts'
import { callOf, callWhen, hotline, joinBy, makeReady, played } from './hotline.ts'
import { served, toneBrowser } from './hotline.ts'
import { mostlyAt, shareAt } from './sound.ts'
import { hasSipp } from './voice.ts'

const ANN_HZ = 700
const SUE_HZ = 1_300
const HEARD_MS = 2_000
const PIECE = 800
/** The greatest share that this tone has anywhere. */
function everAt(hertz: number, samples: number[]): number {
  let most = 0
  for (let at = 0; at + PIECE <= samples.length; at += PIECE)
    most = Math.max(most, shareAt(hertz, samples.slice(at, at + PIECE)))
  return most
}
const skip = !hasSipp && 'sipp is not installed'

test('listen, whisper, barge: who hears whom, and no whisper is kept', { skip }, async (t) => {
  const line = await hotline(t)
  const { house } = line
  const sue = await employ(house.boss, { name: 'Sue', role: 'supervisor' })
  const desk = await makeReady(house.ann)
  // The contact sends back what they hear.
  const caller = line.call('listener', ['-rtp_echo', '-d', '60000'])
  t.after(() => caller.kill())
  const session = await served(house.ann)
  const call = await callOf(house.ann, session)
  const ann = await toneBrowser(t, line.server, ANN_HZ)
  await joinBy(ann, house.ann, call)
  await callWhen(house.ann, call.id, (now) => now.state === 'talking')

  const ear = await toneBrowser(t, line.server, SUE_HZ)
  const { answer } = await sue.caller.post<BrowserAnswer>(`/calls/${call.id}/supervise`, {
    mode: 'listen',
    offer: await ear.offer(),
  })
  await ear.answered(answer)
  const isIn = (now: Call) =>
    now.legs.some((leg) => leg.kind === 'supervisor' && leg.state === 'joined')
  const joined = await callWhen(sue, call.id, isIn)
  assert.equal(joined.is_conference, false, 'a supervisor is beside the call')
  await ear.hearsAll([ANN_HZ], [SUE_HZ])
  await ann.hearsAll([ANN_HZ], [SUE_HZ])

  const set = (mode: Supervision) =>
    sue.caller.post<Call>(`/calls/${call.id}/supervision`, { mode })
  await set('whisper')
  await ann.hearsAll([ANN_HZ, SUE_HZ], [])
  // By the contact, who sends back what they hear, nothing of it comes.
  await ear.hearsAll([ANN_HZ], [SUE_HZ])
  await sleep(HEARD_MS)

  await set('listen')
  await ann.hearsAll([ANN_HZ], [SUE_HZ])
  await house.ann.caller.post(`/calls/${call.id}/recording`, { paused: true })
  await set('barge')
  // Their own comes back from the contact: so the contact hears it.
  await ear.hearsAll([ANN_HZ, SUE_HZ], [])

  const own = joined.legs.find((leg) => leg.kind === 'supervisor')
  await sue.caller.call('DELETE', `/calls/${call.id}/legs/${own?.id}`)
  await ann.hearsAll([ANN_HZ], [SUE_HZ])
  await house.ann.caller.post(`/calls/${call.id}/hang-up`)

  const events = await eventually(async () => {
    const page = await house.boss.caller.get<EventPage>('/events?after=0&limit=200')
    const told = page.items.filter((one) => one.event.kind === 'call_supervised')
    return told.length >= 5 ? told : undefined
  })
  assert.deepEqual(
    events.map((one) => one.event.detail),
    ['listen', 'whisper', 'listen', 'barge', 'stopped'].map((what) => `${what} ${call.id}`),
  )
  for (const one of events) assert.equal(one.event.by, sue.id)

  const recording = joined.recordings[0]?.id ?? ''
  await callWhen(house.boss, call.id, (now) => now.recordings[0]?.state === 'kept')
  const kept = await eventually(() => played(house.boss, recording).catch(() => undefined))
  for (const side of [kept.left, kept.right]) {
    assert.ok(everAt(SUE_HZ, side) < 0.05, 'a whisper is in neither channel')
  }
  assert.ok(mostlyAt(ANN_HZ, kept.right) > 0.3, 'the agent is')
  desk.close()
})
