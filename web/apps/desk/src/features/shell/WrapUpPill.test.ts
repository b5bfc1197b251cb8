import { describe, expect, it, vi } from 'vitest'
import { ref } from 'vue'
import { mountInDesk } from '../../testing/mountDesk'
import { NOW } from '../../testing/samples'
import WrapUpPill from './WrapUpPill.vue'

function pill(until: number, endWrapUp = vi.fn(async () => undefined)) {
  const show = vi.fn()
  const desk = {
    account: { me: ref({ agent: { wrap_up_until: until } }), endWrapUp },
    live: { now: () => NOW },
    toasts: { show },
  }
  return { wrapper: mountInDesk(WrapUpPill, desk), endWrapUp, show }
}

describe('the wrap-up in the status bar', () => {
  it('is not there without one', () => {
    expect(pill(0).wrapper.text()).toBe('')
    expect(pill(NOW).wrapper.text()).toBe('')
  })

  it('says how long it lasts, and ends by a click', async () => {
    const { wrapper, endWrapUp } = pill(NOW + 42_000)
    expect(wrapper.text()).toContain('Wrapping up')
    expect(wrapper.text()).toContain('00:42')
    await wrapper.find('button').trigger('click')
    expect(endWrapUp).toHaveBeenCalledOnce()
  })

  it('says that it did not end', async () => {
    const { wrapper, show } = pill(
      NOW + 1_000,
      vi.fn(async () => Promise.reject(new Error('line'))),
    )
    await wrapper.find('button').trigger('click')
    await vi.waitFor(() => expect(show).toHaveBeenCalled())
  })
})
