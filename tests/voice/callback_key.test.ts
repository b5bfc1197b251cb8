// Who waits by telephone presses a key, hears that it was understood, is hung up, and is called back
// by whoever accepts.

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Call, Page, Session } from '@parley/api'
import { eventually } from '../harness/eventually.ts'
import { CallBar } from './desk_call.ts'
import { AGENT_HZ, CALLER, hears, over, seat, telephone, type Telephone } from './telephone.ts'
import { hasSipp, SIPP, SOUNDS, sippTo } from './voice.ts'

const skip = !hasSipp && 'sipp is not installed'
/** A second's wait, and the key's own length. */
const PRESSED_WITHIN_MS = 4_000
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

/** Those that stand, or all of a conversation. */
const callsOf = async ({ scene }: Telephone, conversation = '') =>
  (await scene.house.boss.caller.get<Page<Call>>(`/calls${conversation}`)).items

test('a key in the queue asks for a call, which keeps its place', { skip }, async (t) => {
  const line = await telephone(t, { queue: CALLS_BACK })
  const { ann, boss } = line.scene.house
  assert.equal(await over(pressing(t, line, '1')), 0, 'hung up by us')
  const { items } = await boss.caller.get<Page<Session>>('/sessions?list=queue')
  const waits = items[0] ?? assert.fail('nobody waits')
  assert.equal(waits.state, 'queued')
  assert.equal(waits.callback?.state, 'waiting')
  assert.equal(waits.callback.number, `+86${CALLER}`)
  const conversation = `?conversation_id=${waits.conversation_id}`
  const [asked] = await callsOf(line, conversation)
  assert.deepEqual([asked?.state, asked?.cause], ['ended', 'called_back'])
  assert.equal(asked?.session_id, waits.id)

  const carrier = line.carrier()
  const desk = await seat(line, ann)
  await desk.offer.waitFor()
  await desk.page.keyboard.press('Alt+KeyA')
  await hears(desk.page, AGENT_HZ) // Their own, by the carrier's echo.
  const bar = new CallBar(desk)
  await bar.phase('talking')
  const back = (await callsOf(line, conversation)).find((one) => one.id !== asked.id)
  assert.deepEqual([back?.direction, back?.session_id], ['outbound', waits.id])
  await bar.press(bar.words.hang_up)
  const closed = await eventually(async () => {
    const session = await boss.caller.get<Session>(`/sessions/${waits.id}`)
    return session.state === 'closed' ? session : undefined
  })
  assert.notEqual(closed.close_reason, 'abandoned')
  carrier.kill('SIGKILL')
})

test('another key, or a queue that calls nobody back, changes nothing', { skip }, async (t) => {
  const line = await telephone(t, { queue: CALLS_BACK })
  const { boss, queue } = line.scene.house
  const stays = async (key: string, count: number) => {
    pressing(t, line, key)
    await sleep(PRESSED_WITHIN_MS)
    const calls = await callsOf(line)
    assert.deepEqual(
      calls.map((one) => one.state),
      Array<string>(count).fill('waiting'),
    )
  }
  await stays('2', 1)
  await boss.caller.patch(`/queues/${queue.id}`, { callback_attempts_max: 0 })
  await stays('1', 2)
})
