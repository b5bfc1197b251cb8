import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { mountWithTexts } from '../../testing/mountDesk'
import { NOW, sampleSession } from '../../testing/samples'
import OfferCard from './OfferCard.vue'

const session = sampleSession({
  state: 'offered',
  agent_id: null,
  offer: { agent_id: 'a1', number: 2, expires_at: NOW + 12_400 },
})

function card(over: object = {}) {
  let now = NOW
  const wrapper = mountWithTexts(OfferCard, {
    props: {
      session,
      queueName: 'Sales',
      preview: '退款多久到账？<b>',
      locale: 'en',
      totalMs: 20_000,
      now: () => now,
      ...over,
    },
  })
  return { wrapper, passTo: (next: number) => (now = next) }
}

describe('the offer card', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('says who waits, where, and what they wrote, as plain text', () => {
    const { wrapper } = card()
    expect(wrapper.attributes('aria-label')).toBe('Offer: 王小明')
    expect(wrapper.text()).toContain('in Sales')
    expect(wrapper.text()).toContain('退款多久到账？<b>')
    expect(wrapper.text()).toContain('On page: Kettle')
  })

  it('is answered here, or on a phone of one’s own; a chat never is', async () => {
    const phones = [{ id: 'p1', name: 'Yealink' }]
    const { wrapper } = card({ spoken: true, phones })
    const labels = wrapper.findAll('button').map((one) => one.text())
    expect(labels).toEqual(['Answer', 'Decline', 'Answer on “Yealink”'])
    for (const button of wrapper.findAll('button')) await button.trigger('click')
    expect(wrapper.emitted('accept')).toEqual([[], ['p1']])
    expect(card({ phones }).wrapper.findAll('button')).toHaveLength(2)
  })

  it('of a callback calls, unless its contact called first', () => {
    const callback = { number: '+8613800138000', attempts: 0, requested_at: NOW, due_at: 0 }
    const first = (state: string) =>
      card({ session: { ...session, callback: { ...callback, state } }, spoken: true })
        .wrapper.find('button')
        .text()
    expect(first('waiting')).toBe('Accept and call')
    expect(first('reached')).toBe('Answer')
  })

  it("counts down by the server's clock", async () => {
    const { wrapper, passTo } = card()
    expect(wrapper.find('[role=timer]').text()).toBe('13 s')
    passTo(NOW + 10_000)
    await vi.advanceTimersByTimeAsync(250)
    expect(wrapper.find('[role=timer]').text()).toBe('3 s')
    passTo(NOW + 99_000)
    await vi.advanceTimersByTimeAsync(250)
    expect(wrapper.find('[role=timer]').text()).toBe('0 s')
  })

  it('passes on the answer, but not while one is under way', async () => {
    const { wrapper } = card()
    const [accept, decline] = wrapper.findAll('button')
    await accept?.trigger('click')
    await decline?.trigger('click')
    expect(wrapper.emitted()).toMatchObject({ accept: [[]], decline: [[]] })

    await wrapper.setProps({ busy: true })
    await accept?.trigger('click')
    expect(wrapper.emitted('accept')).toHaveLength(1)
  })
})
