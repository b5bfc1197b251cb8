// How the contact of a call is heard, told to the agents who take part.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { faults } from '../api/witness.ts'
import { callOf, hotline, joinBy, makeReady, served, toneBrowser } from './hotline.ts'
import { hasSipp } from './voice.ts'

const ANN_HZ = 700
const TOLD_WITHIN_MS = 12_000
const skip = !hasSipp && 'sipp is not installed'

test('who takes part is told how the contact is heard, and nobody else', { skip }, async (t) => {
  const line = await hotline(t)
  const { ann, bob, boss } = line.house
  const desk = await makeReady(ann)
  const others = [await bob.caller.line(), await boss.caller.line()]
  const contact = line.call('patient')
  t.after(() => contact.kill('SIGKILL'))
  const call = await callOf(ann, await served(ann))
  await joinBy(await toneBrowser(t, line.server, ANN_HZ), ann, call)
  const quality = async () => {
    const frame = await desk.until(({ type }) => type === 'line_quality', TOLD_WITHIN_MS)
    assert.ok(frame.type === 'line_quality')
    assert.equal(faults('LineQualityFrame', frame), '')
    assert.equal(frame.call_id, call.id)
    return frame.quality
  }
  const first = await quality()
  const second = await quality()
  assert.ok(second.packets - first.packets > 150, JSON.stringify([first, second]))
  assert.ok(second.lost <= 5 && second.mos_percent > 400, JSON.stringify(second))
  for (const { frames } of others) assert.ok(frames.every(({ type }) => type !== 'line_quality'))
  await ann.caller.post(`/calls/${call.id}/hang-up`)
})
