import { expect, it } from 'vitest'
import { mountWithTexts } from '../../testing/mountDesk'
import OrderedChoice from './OrderedChoice.vue'

const options = ['pcma', 'g722', 'opus'].map((value) => ({ value, label: value.toUpperCase() }))

it('adds, removes and puts in order', async () => {
  const wrapper = mountWithTexts(OrderedChoice as never, {
    props: { options, none: 'All', modelValue: ['pcma', 'opus'] },
  })
  await wrapper.find('button[aria-label="Move OPUS up"]').trigger('click')
  await wrapper.find('button[aria-label="Remove PCMA"]').trigger('click')
  const add = wrapper.findAll('button').find((one) => one.text() === 'G722')
  await add?.trigger('click')
  expect(wrapper.emitted('update:modelValue')).toEqual([
    [['opus', 'pcma']],
    [['opus']],
    [['opus', 'g722']],
  ])
})

it('says what none means', () => {
  const wrapper = mountWithTexts(OrderedChoice as never, {
    props: { options, none: 'All, in our own order', modelValue: [] },
  })
  expect(wrapper.text()).toContain('All, in our own order')
})
