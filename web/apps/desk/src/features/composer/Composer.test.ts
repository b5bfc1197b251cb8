import type { Attachment } from '@parley/api'
import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { mountWithTexts } from '../../testing/mountDesk'
import Composer, { type Sent } from './Composer.vue'
import { createDrafts } from './useDrafts'

const picture: Attachment = {
  id: 'f1',
  name: 'receipt.png',
  media_type: 'image/png',
  size: 900,
  width: 10,
  height: 10,
  url: '/f',
  thumbnail_url: '/t',
}

function setUp(over: object = {}) {
  const upload = vi.fn(async () => picture)
  const wrapper = mountWithTexts(Composer, {
    props: {
      conversation: 'c1',
      limits: { text_max: 20, file_bytes_max: 1000, attachments_max: 2 },
      upload,
      drafts: createDrafts(),
      ...over,
    },
  })
  const area = wrapper.find('textarea')
  const sent = () => (wrapper.emitted('send') ?? []).map(([one]) => one as Sent)
  return { wrapper, area, upload, sent }
}
const file = (size: number) =>
  new File([new Uint8Array(size)], 'receipt.png', { type: 'image/png' })

describe('the composer', () => {
  beforeEach(() => sessionStorage.clear())

  it('sends with Enter and is empty again', async () => {
    const { area, sent } = setUp()
    await area.setValue('  hello ')
    await area.trigger('keydown', { key: 'Enter' })
    expect(sent()).toEqual([{ text: 'hello', attachments: [], mode: 'reply' }])
    expect(area.element.value).toBe('')
  })

  it('does not send with Shift + Enter, while a word is composed, or when empty', async () => {
    const { area, sent } = setUp()
    await area.trigger('keydown', { key: 'Enter' })
    await area.setValue('ni')
    await area.trigger('keydown', { key: 'Enter', isComposing: true })
    await area.trigger('keydown', { key: 'Enter', shiftKey: true })
    expect(sent()).toEqual([])
  })

  it('counts characters as people do and refuses too many', async () => {
    const { wrapper, area, sent } = setUp()
    await area.setValue('👍'.repeat(20))
    expect(wrapper.text()).toContain('20 of 20')
    await area.setValue('👍'.repeat(21))
    await area.trigger('keydown', { key: 'Enter' })
    expect(sent()).toEqual([])
  })

  it('keeps a draft for each conversation, and for the note apart', async () => {
    const { wrapper, area } = setUp()
    await area.setValue('for one')
    await wrapper.setProps({ conversation: 'c2' })
    expect(area.element.value).toBe('')
    await area.setValue('for two')
    await wrapper.findAll('[role=tab]')[1]?.trigger('click')
    expect(area.element.value).toBe('')
    await wrapper.setProps({ conversation: 'c1' })
    expect(area.element.value).toBe('for one')
  })

  it('tells of typing a reply, never of a note', async () => {
    const { wrapper, area } = setUp()
    await area.setValue('a')
    expect(wrapper.emitted('typing')).toEqual([[true]])
    await wrapper.findAll('[role=tab]')[1]?.trigger('click')
    await area.setValue('secret')
    expect(wrapper.emitted('typing')).toEqual([[true], [false]])
  })

  it('sends a pasted picture once it has arrived', async () => {
    const { wrapper, area, sent, upload } = setUp()
    await area.trigger('paste', { clipboardData: { files: [file(900)] } })
    expect(upload).toHaveBeenCalledOnce()
    await flushPromises()
    await wrapper.find('form').trigger('submit')
    expect(sent()).toEqual([{ text: '', attachments: [picture], mode: 'reply' }])
  })

  it('refuses a file that is too large before sending it', async () => {
    const { wrapper, area, upload } = setUp()
    await area.trigger('paste', { clipboardData: { files: [file(1001)] } })
    expect(upload).not.toHaveBeenCalled()
    expect(wrapper.find('[role=alert]').text()).toBe('This file is too large')
  })

  it("writes a note in somebody else's conversation, unless a reply is chosen", async () => {
    const { wrapper, area, sent } = setUp({ noteFirst: true })
    await area.setValue('look at his order')
    await area.trigger('keydown', { key: 'Enter' })
    await wrapper.findAll('[role=tab]')[0]?.trigger('click')
    await area.setValue('hello')
    await area.trigger('keydown', { key: 'Enter' })
    expect(sent().map(({ mode }) => mode)).toEqual(['note', 'reply'])
  })

  it('takes only notes where no reply is possible', async () => {
    const { wrapper, area, sent } = setUp({ noteOnly: true })
    expect(wrapper.find('[role=tab]').exists()).toBe(false)
    await area.setValue('check')
    await area.trigger('keydown', { key: 'Enter' })
    expect(sent()).toMatchObject([{ mode: 'note' }])
  })
})
