import { Refusal, Unreachable, type Session } from '@parley/api'
import { describe, expect, it, vi } from 'vitest'
import { computed, shallowRef } from 'vue'
import { NOW, sampleSession } from '../../testing/samples'
import { useOffers } from './useOffers'

function offered(id: string, number = 1): Session {
  return sampleSession({
    id,
    state: 'offered',
    agent_id: null,
    offer: { agent_id: 'a1', number, expires_at: NOW },
  })
}

function setUp(...sessions: Session[]) {
  const held = shallowRef(sessions)
  const api = {
    acceptOffer: vi.fn(async (id: string) => sampleSession({ id })),
    declineOffer: vi.fn(async (id: string) =>
      sampleSession({ id, state: 'queued' as const, agent_id: null }),
    ),
  }
  const hooks = { onSession: vi.fn(), onAccepted: vi.fn(), onLostRace: vi.fn(), onFailure: vi.fn() }
  return {
    held,
    api,
    hooks,
    ...useOffers(
      api,
      computed(() => held.value),
      hooks,
    ),
  }
}

describe('offers', () => {
  it('a double click accepts one offer, not the next one too', async () => {
    const { accept, api, offers } = setUp(offered('s1'), offered('s2'))
    const first = offers.value[0]
    await Promise.all([accept(first), accept(first)])
    expect(api.acceptOffer).toHaveBeenCalledTimes(1)
    expect(api.acceptOffer).toHaveBeenCalledWith('s1', 1)
    expect(offers.value.map((one) => one.id)).toEqual(['s2'])
  })

  it('a lost race is told kindly and the card stays gone', async () => {
    const { accept, api, hooks, offers } = setUp(offered('s1'))
    api.acceptOffer.mockRejectedValueOnce(new Refusal({ code: 'offer_gone' }, 409))
    await accept()
    expect(hooks.onLostRace).toHaveBeenCalledOnce()
    expect(hooks.onAccepted).not.toHaveBeenCalled()
    expect(offers.value).toEqual([])
  })

  it('an answer that never arrived can be given again', async () => {
    const { accept, api, hooks, offers } = setUp(offered('s1'))
    api.acceptOffer.mockRejectedValueOnce(new Unreachable('line'))
    await accept()
    expect(hooks.onFailure).toHaveBeenCalledOnce()
    expect(offers.value).toHaveLength(1)
    await accept()
    expect(hooks.onAccepted).toHaveBeenCalledOnce()
  })

  it('the same session offered again is a new card', async () => {
    const { decline, held, offers } = setUp(offered('s1', 1))
    await decline(held.value[0] as Session)
    expect(offers.value).toEqual([])
    held.value = [offered('s1', 2)]
    expect(offers.value).toHaveLength(1)
  })
})
