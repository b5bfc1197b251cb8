import { describe, expect, it, vi } from 'vitest'
import { ref } from 'vue'
import { mountInDesk } from '../../../testing/mountDesk'
import { sampleCall } from '../../../testing/samples'
import DialPad from './DialPad.vue'

const phone = { id: 'p1', name: 'Yealink', active: true, registered: true }

async function pad(phones: object[]) {
  const dial = vi.fn(async (_: object) => sampleCall())
  const softphone = {
    dialling: { dial, busy: ref(false), refused: ref() },
    tones: { key: vi.fn() },
  }
  const desk = { api: { ownPhones: async () => ({ items: phones }) } }
  const wrapper = mountInDesk(DialPad, desk, { props: { softphone } })
  await new Promise((done) => setTimeout(done))
  const onPhones = wrapper.findAll('button').filter((one) => one.text().startsWith('Call from'))
  return { wrapper, dial, onPhones }
}

describe('the dial pad', () => {
  it('calls from here', async () => {
    const { wrapper, dial, onPhones } = await pad([])
    expect(onPhones).toEqual([])
    await wrapper.find('input').setValue('138 0013 8000')
    await wrapper.find('form').trigger('submit')
    expect(dial).toHaveBeenCalledWith({ number: '13800138000' })
  })

  it('calls from a desk phone of one’s own that is there', async () => {
    const { wrapper, dial, onPhones } = await pad([
      phone,
      { ...phone, id: 'p2', registered: false },
      { ...phone, id: 'p3', active: false },
    ])
    expect(onPhones.map((one) => one.text())).toEqual(['Call from “Yealink”'])
    await wrapper.find('input').setValue('138 0013 8000')
    await onPhones[0]?.trigger('click')
    expect(dial).toHaveBeenCalledWith({ number: '13800138000', phone_id: 'p1' })
  })
})
