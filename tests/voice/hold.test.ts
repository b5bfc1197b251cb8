// The other end puts us on hold, in three ways: it is answered rightly, nothing is sent to it meanwhile.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AGENT, CONTACT, Exchange } from './exchange.ts'
import { hasSipp } from './voice.ts'

const AGENT_HZ = 700
const STEP_MS = 1_500
const HOLDS = 3
const skip = !hasSipp && 'sipp is not installed'

test('held by the contact, nothing is sent; taken back, all is as before', { skip }, async (t) => {
  // Shorter than a hold lasts: whoever holds may be silent.
  const exchange = await Exchange.open(t, { silenceSeconds: 1 })
  const { control } = exchange
  const caller = exchange.voice.calls({
    scenario: 'holder',
    args: ['-rtp_echo', '-d', `${STEP_MS}`],
  })
  const call = await exchange.answered()
  exchange.hear(call, [
    [CONTACT, AGENT],
    [AGENT, CONTACT],
  ])
  // What they say comes back from whoever hears it.
  const agent = await exchange.browser(call, AGENT, AGENT_HZ)
  await agent.hears(AGENT_HZ)
  for (let hold = 0; hold < HOLDS; hold++) {
    const begun = await control.nth(2 * hold, 'leg_held', { call, place: CONTACT })
    assert.equal(begun.held, true)
    await agent.hears(0, STEP_MS)
    const ended = await control.nth(2 * hold + 1, 'leg_held', { call, place: CONTACT })
    assert.equal(ended.held, false)
    await agent.hears(AGENT_HZ, STEP_MS)
  }
  assert.equal(await caller, 0, 'recvonly, inactive, recvonly; and sendrecv after each')
  assert.equal((await control.until('leg_left', { call, place: CONTACT })).cause, 'hung_up')
  assert.equal(control.all('leg_held').length, 2 * HOLDS)
})
