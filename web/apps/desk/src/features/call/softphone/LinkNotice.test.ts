import { describe, expect, it, vi } from 'vitest'
import { ref, shallowRef } from 'vue'
import { mountInDesk } from '../../../testing/mountDesk'
import { sampleCall, sampleLeg } from '../../../testing/samples'
import { partiesOf } from '../state'
import type { LinkState } from './linkState'
import LinkNotice from './LinkNotice.vue'

const phone = { id: 'p1', name: 'Yealink', agent_id: 'a1', active: true, registered: true }
const silent = { ...phone, id: 'p2', registered: false }
const desk = { api: { ownPhones: async () => ({ items: [phone, silent] }) } }

async function notice(state: LinkState, over: { blocked?: boolean; call?: object } = {}) {
  const softphone = {
    sound: {
      state: shallowRef(state),
      blocked: ref(over.blocked ?? false),
      unplugged: ref(),
      unblock: vi.fn(),
      changeMicrophone: vi.fn(),
    },
    deeds: { busy: ref(), toPhone: vi.fn() },
    rejoin: vi.fn(),
  }
  const call = sampleCall(over.call)
  const view = { call, part: 'serving', phase: 'talking', ...partiesOf(call, 'a1') }
  const wrapper = mountInDesk(LinkNotice, desk, { props: { softphone, view } })
  await new Promise((done) => setTimeout(done))
  return { wrapper, softphone }
}

describe('what stands between a window and its call', () => {
  it('is nothing while one hears and is heard', async () => {
    const { wrapper } = await notice({ kind: 'live' })
    expect(wrapper.text()).toBe('')
  })

  it('is said with the ways out: again, or on one’s own desk phone', async () => {
    const { wrapper, softphone } = await notice({ kind: 'stopped', trouble: 'denied', code: '' })
    expect(wrapper.find('[role=alert]').text()).toContain('may not use the microphone')
    const [again, ring, ...more] = wrapper.findAll('button')
    expect(more).toEqual([])
    await again?.trigger('click')
    await ring?.trigger('click')
    expect(softphone.rejoin).toHaveBeenCalledOnce()
    expect(softphone.deeds.toPhone).toHaveBeenCalledWith('p1')
  })

  it('names why the server refused', async () => {
    const { wrapper } = await notice({ kind: 'stopped', trouble: 'refused', code: 'no_call' })
    expect(wrapper.text()).toContain('The call is over.')
  })

  it('says that it joins again by itself', async () => {
    for (const state of [
      { kind: 'waiting', tries: 1, afterMs: 500 },
      { kind: 'joining', tries: 2 },
    ] as const) {
      const { wrapper } = await notice(state)
      expect(wrapper.find('[role=status]').text()).toContain('Joining again')
      expect(wrapper.findAll('button')).toEqual([])
    }
  })

  it('is one click where the browser wants one', async () => {
    const { wrapper, softphone } = await notice({ kind: 'live' }, { blocked: true })
    await wrapper.find('button').trigger('click')
    expect(softphone.sound.unblock).toHaveBeenCalled()
  })

  it('is no alarm while the call is on its way to somebody else', async () => {
    const outside = sampleLeg({ place: 2, kind: 'outside', state: 'ringing', number: '+862188' })
    const { wrapper } = await notice(
      { kind: 'off' },
      {
        call: { legs: [sampleLeg(), outside], is_handed_on: true },
      },
    )
    expect(wrapper.find('[role=alert]').exists()).toBe(false)
    expect(wrapper.text()).toContain('being handed on')
  })
})
