import { Refusal, Unreachable } from '@parley/api'
import { flushPromises } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { mountWithTexts } from '../../testing/mountDesk'
import EditableLine from './EditableLine.vue'

const changedMeanwhile = () => new Refusal({ code: 'changed_meanwhile' }, 412)

function line(value = 'Ann') {
  const save = vi.fn(async (_next: string) => undefined)
  const wrapper = mountWithTexts(EditableLine, {
    props: { label: 'Name', value, placeholder: 'Add a name', save },
  })
  const field = () => wrapper.get('input')
  async function type(text: string) {
    await field().setValue(text)
    await field().trigger('blur')
    await flushPromises()
  }
  /** What is stored is another value from now on, whoever changed it. */
  const store = (next: string) => wrapper.setProps({ value: next } as never)
  const press = async (name: string) => {
    await wrapper
      .findAll('button')
      .find((one) => one.text() === name)
      ?.trigger('click')
    await flushPromises()
  }
  return { wrapper, save, type, store, press, text: () => field().element.value }
}

describe('an editable line', () => {
  it('is saved when it is left, and only when it was changed', async () => {
    const { save, type } = line()
    await type('Ann ')
    expect(save).not.toHaveBeenCalled()
    await type('Anna')
    expect(save.mock.calls).toEqual([['Anna']])
  })

  it('follows what is stored while nothing is typed', async () => {
    const { store, text } = line()
    await store('Anna')
    expect(text()).toBe('Anna')
  })

  it('says why it was not saved, keeps what was typed, and tries again when it is left', async () => {
    const { wrapper, save, type, text } = line()
    save.mockRejectedValueOnce(new Unreachable(new Error('down')))
    await type('Anna')
    expect(wrapper.get('[role=alert]').text()).toMatch(/^Not saved\. The server cannot be reached/)
    expect(text()).toBe('Anna')
    await type('Anna')
    expect(save).toHaveBeenCalledTimes(2)
    expect(wrapper.find('[role=alert]').exists()).toBe(false)
  })

  it('shows what somebody else stored meanwhile and keeps what was typed', async () => {
    const { wrapper, save, store, type, press, text } = line()
    save.mockImplementationOnce(async () => {
      await store('Theirs')
      throw changedMeanwhile()
    })
    await type('Mine')
    expect(wrapper.get('[role=alert]').text()).toContain('Stored now: Theirs')
    expect(text()).toBe('Mine')

    await type('Mine!') // Leaving it is not a word for it.
    expect(save).toHaveBeenCalledTimes(1)
    await press('Save mine')
    expect(save.mock.calls.at(-1)).toEqual(['Mine!'])
    expect(wrapper.find('[role=alert]').exists()).toBe(false)
  })

  it('does not overwrite what arrived while one typed without being told to', async () => {
    const { wrapper, save, store, type, press, text } = line()
    await wrapper.get('input').setValue('Mine')
    await store('Theirs')
    await type('Mine')
    expect(save).not.toHaveBeenCalled()

    await press('Discard mine')
    expect(text()).toBe('Theirs')
    await store('Newer')
    expect(text()).toBe('Newer')
  })

  it('shows what is stored when it was taken back while it was on its way', async () => {
    const { wrapper, save, store, type, text } = line()
    let finish = () => {}
    save.mockImplementationOnce(() => new Promise((resolve) => (finish = () => resolve(undefined))))
    await type('Anna')
    await wrapper.get('input').trigger('keydown', { key: 'Escape' })
    expect(text()).toBe('Ann')
    await store('Anna')
    finish()
    await flushPromises()
    expect(text()).toBe('Anna')
  })

  it('sends once what is left twice while it is on its way', async () => {
    const { save, type } = line()
    let finish = () => {}
    save.mockImplementationOnce(() => new Promise((resolve) => (finish = () => resolve(undefined))))
    await type('Anna')
    await type('Anna')
    finish()
    await flushPromises()
    expect(save).toHaveBeenCalledTimes(1)
  })
})
