import { describe, expect, it, vi } from 'vitest'
import { ref } from 'vue'
import { mountInDesk } from '../../testing/mountDesk'
import { NOW } from '../../testing/samples'
import WrapUpPill from './WrapUpPill.vue'

function pill(until: number, endWrapUp = vi.fn(async () => undefined), extensions = 2) {
  const show = vi.fn()
  const extendWrapUp = vi.fn(async () => undefined)
  const agent = { wrap_up_until: until, wrap_up_queue_id: 'q1', wrap_up_extensions: extensions }
  const desk = {
    account: { me: ref({ agent }), endWrapUp, extendWrapUp },
    directory: {
      queue: () => ({ wrap_up_extensions_max: 2, wrap_up_extend_seconds: 60 }),
    },
    live: { now: () => NOW },
    toasts: { show },
  }
  return { wrapper: mountInDesk(WrapUpPill, desk), endWrapUp, extendWrapUp, show }
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

  it('is made longer as often as the queue allows', async () => {
    const { wrapper, extendWrapUp } = pill(NOW + 42_000, undefined, 1)
    expect(wrapper.findAll('button').map((one) => one.text())).toEqual(['+60 s', 'Done'])
    await wrapper.find('button').trigger('click')
    expect(extendWrapUp).toHaveBeenCalledOnce()
    const used = pill(NOW + 42_000).wrapper
    expect(used.findAll('button').map((one) => one.text())).toEqual(['Done'])
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
