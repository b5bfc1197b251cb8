// Who waits by telephone presses a key, hears that it was understood, is hung up, and is called back
// by whoever accepts.

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import type { Call, Page, Session } from '@parley/api'
import { eventually } from '../harness/eventually.ts'
import { CallBar } from './desk_call.ts'
import { AGENT_HZ, CALLER, hears, over, seat, telephone, type Telephone } from './telephone.ts'
import { hasSipp, SIPP, SOUNDS, sippTo } from './voice.ts'

const skip = !hasSipp && 'sipp is not installed'
const CALLS_BACK = { callback_attempts_max: 2, callback_key: '1' }

/** Calls, waits a second, and presses that key as RFC 4733 has it. 0: we hung up. */
function pressing(t: TestContext, line: Telephone, key: string) {
  const { folder } = line.scene.server
  copyFileSync(join(SOUNDS, `dtmf_2833_${key}.pcap`), join(folder, 'key.pcap'))
  const words = sippTo(line.port, { scenario: 'presser' })
  const child = spawn(SIPP, words, { cwd: folder, stdio: 'ignore' })
  t.after(() => child.kill('SIGKILL'))
  return child
}

const callsOf = async ({ scene }: Telephone) =>
  (await scene.house.boss.caller.get<Page<Call>>('/calls')).items

test('a key in the queue asks for a call, which keeps its place', { skip }, async (t) => {
  const line = await telephone(t, { queue: CALLS_BACK })
  const { ann, boss } = line.scene.house
  assert.equal(await over(pressing(t, line, '1')), 0, 'hung up by us')
  const [asked] = await callsOf(line)
  assert.deepEqual([asked?.state, asked?.cause], ['ended', 'called_back'])
  const path = `/sessions/${asked?.session_id ?? ''}`
  const waits = await boss.caller.get<Session>(path)
  assert.equal(waits.state, 'queued')
  assert.equal(waits.callback?.state, 'waiting')
  assert.equal(waits.callback.number, `+86${CALLER}`)

  const carrier = line.carrier()
  const desk = await seat(line, ann)
  await desk.offer.waitFor()
  await desk.page.keyboard.press('Alt+KeyA')
  await hears(desk.page, AGENT_HZ) // Their own, by the carrier's echo.
  const bar = new CallBar(desk)
  await bar.phase('talking')
  const back = (await callsOf(line)).find((one) => one.id !== asked?.id)
  assert.deepEqual([back?.direction, back?.session_id], ['outbound', asked?.session_id])
  await bar.press(bar.words.hang_up)
  const closed = await eventually(async () => {
    const session = await boss.caller.get<Session>(path)
    return session.state === 'closed' ? session : undefined
  })
  assert.notEqual(closed.close_reason, 'abandoned')
  carrier.kill('SIGKILL')
})

test('another key, or a queue that calls nobody back, changes nothing', { skip }, async (t) => {
  const line = await telephone(t, { queue: CALLS_BACK })
  const { boss, queue } = line.scene.house
  const waiting = async (count: number) => {
    const calls = await eventually(async () => {
      const found = (await callsOf(line)).filter((one) => one.state === 'waiting')
      return found.length === count ? found : undefined
    })
    return calls
  }
  const stays = async (key: string, count: number) => {
    const child = pressing(t, line, key)
    await waiting(count)
    const gone = await Promise.race([
      over(child),
      new Promise<string>((done) => setTimeout(done, 4_000, 'waits')),
    ])
    assert.equal(gone, 'waits')
  }
  await stays('2', 1)
  await boss.caller.patch(`/queues/${queue.id}`, { callback_attempts_max: 0 })
  await stays('1', 2)
})
