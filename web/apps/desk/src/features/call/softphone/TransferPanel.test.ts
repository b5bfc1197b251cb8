import { describe, expect, it, vi } from 'vitest'
import { computed, shallowRef } from 'vue'
import { mountInDesk } from '../../../testing/mountDesk'
import TransferPanel from './TransferPanel.vue'

const agent = (id: string, name: string, presence: string) => ({ id, name, presence, active: true })
const desk = {
  account: { agentId: computed(() => 'a1') },
  directory: {
    agents: shallowRef([
      agent('a1', 'Me', 'ready'),
      agent('a2', 'Bob', 'offline'),
      agent('a3', 'Zoe', 'ready'),
      { ...agent('a4', 'Gone', 'ready'), active: false },
    ]),
    queues: shallowRef([{ id: 'q1', name: 'Billing', active: true }]),
  },
}

function panel() {
  const deeds = {
    busy: shallowRef<string>(),
    consult: vi.fn(async () => true),
    transfer: vi.fn(async () => true),
  }
  const wrapper = mountInDesk(TransferPanel, desk, { props: { deeds } })
  const button = (text: string) => wrapper.findAll('button').find((one) => one.text() === text)!
  return { deeds, wrapper, button }
}

describe('the panel of a transfer', () => {
  it('names colleagues who are there first, and neither oneself nor who has left', () => {
    const { wrapper } = panel()
    const names = wrapper.findAll('label').map((one) => one.text())
    expect(names).toHaveLength(2)
    expect(names[0]).toContain('Zoe')
    expect(names[1]).toContain('Bob')
  })

  it('asks first, or hands over at once, and closes', async () => {
    const { deeds, wrapper, button } = panel()
    expect(button('Transfer now').attributes('disabled')).toBeDefined()
    await wrapper.find('input[value=a2]').setValue(true)
    await wrapper.find('form').trigger('submit')
    expect(deeds.consult).toHaveBeenCalledWith({ agent_id: 'a2' })
    await button('Transfer now').trigger('click')
    expect(deeds.transfer).toHaveBeenCalledWith({ agent_id: 'a2' })
    expect(wrapper.emitted('done')).toHaveLength(2)
  })

  it('never sends whom the filter has taken out of sight', async () => {
    const { deeds, wrapper } = panel()
    await wrapper.find('input[value=a2]').setValue(true)
    await wrapper.find('input[type=search]').setValue('zo')
    await wrapper.find('form').trigger('submit')
    expect(deeds.consult).not.toHaveBeenCalled()
  })

  it('takes a queue, or a number as it is typed', async () => {
    const { deeds, wrapper, button } = panel()
    await button('Queue').trigger('click')
    await wrapper.find('input[value=q1]').setValue(true)
    await wrapper.find('form').trigger('submit')
    await button('Number').trigger('click')
    await wrapper.find('input[type=tel]').setValue('021 1234-5678')
    await wrapper.find('form').trigger('submit')
    expect(deeds.consult.mock.calls).toEqual([[{ queue_id: 'q1' }], [{ number: '02112345678' }]])
  })
})
