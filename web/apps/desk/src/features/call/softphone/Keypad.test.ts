import { expect, it, vi } from 'vitest'
import { mountWithTexts } from '../../../testing/mountDesk'
import Keypad from './Keypad.vue'

it('keys are pressed by mouse and keyboard, heard here, and stay in sight', async () => {
  const tone = vi.fn()
  const wrapper = mountWithTexts(Keypad, { props: { tone } })
  await wrapper.find('button[data-key="5"]').trigger('click')
  await wrapper.find('input').trigger('keydown', { key: '#' })
  await wrapper.find('input').trigger('keydown', { key: 'x' })
  await wrapper.find('input').trigger('keydown', { key: '1', ctrlKey: true })
  expect(wrapper.emitted('press')).toEqual([['5'], ['#']])
  expect(tone.mock.calls).toEqual([['5'], ['#']])
  expect(wrapper.find('input').element.value).toBe('5#')
})
