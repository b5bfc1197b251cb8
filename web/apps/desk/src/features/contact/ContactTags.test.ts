import { flushPromises } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import { ref } from 'vue'
import { mountInDesk } from '../../testing/mountDesk'
import ContactTags from './ContactTags.vue'

const tag = (id: string) => ({ id, name: `Tag ${id}`, colour: '#336699' })
const scheme = { tags: [tag('a'), tag('b')], fields: [], version: '' }

function mounted(tag_ids: string[]) {
  const save = vi.fn(async () => undefined)
  const contact = { id: 'k1', tag_ids, vip_level: 2, fields: {} }
  const wrapper = mountInDesk(
    ContactTags,
    { directory: { scheme: ref(scheme) } },
    { props: { contact, save } },
  )
  return { wrapper, save }
}

it('takes a tag away, and with it those that are no more', async () => {
  const { wrapper, save } = mounted(['a', 'b', 'gone'])
  expect(wrapper.text()).toContain('Tag a')
  await wrapper.get('[aria-label="Remove the tag Tag a"]').trigger('click')
  await flushPromises()
  expect(save.mock.calls).toEqual([[{ tag_ids: ['b'] }]])
})

it('says how important a customer is, and keeps another level at once', async () => {
  const { wrapper, save } = mounted([])
  const select = wrapper.get('select')
  expect((select.element as HTMLSelectElement).value).toBe('2')
  await select.setValue(3)
  await flushPromises()
  expect(save.mock.calls).toEqual([[{ vip_level: 3 }]])
})
