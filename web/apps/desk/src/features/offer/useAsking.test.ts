import type { Call } from '@parley/api'
import { expect, it, vi } from 'vitest'
import { shallowRef } from 'vue'
import { sampleCall, sampleLeg } from '../../testing/samples'
import { useAsking } from './useAsking'

const asked = sampleCall({
  legs: [
    sampleLeg(),
    sampleLeg({ place: 1, agent_id: 'a2' }),
    sampleLeg({ place: 2, agent_id: 'a1', state: 'ringing' }),
  ],
})

function setUp() {
  const asking = shallowRef<Call[]>([asked])
  const api = { dropLeg: vi.fn(async () => sampleCall()) }
  const parts = { put: vi.fn(), join: vi.fn(async () => {}), onFailure: vi.fn() }
  return { api, parts, ...useAsking(api, { asking, me: () => 'a1', ...parts }) }
}

it('a colleague’s question names who asks, and is gone once answered', async () => {
  const { offers, accept, parts } = setUp()
  expect(offers.value.map((one) => one.colleague)).toEqual(['a2'])
  await Promise.all([accept(asked), accept(asked)])
  expect(parts.join).toHaveBeenCalledOnce()
  expect(offers.value).toEqual([])
})

it('declining ends one’s own leg, and can be tried again when it did not arrive', async () => {
  const { api, offers, decline, parts } = setUp()
  api.dropLeg.mockRejectedValueOnce(new Error('line'))
  await decline(asked)
  expect(parts.onFailure).toHaveBeenCalledOnce()
  expect(offers.value).toHaveLength(1)
  await decline(asked)
  expect(api.dropLeg).toHaveBeenLastCalledWith('call1', 'l2')
  expect(parts.put).toHaveBeenCalledOnce()
})
