import { describe, expect, it, vi } from 'vitest'
import { computed, ref } from 'vue'
import { mountInDesk } from '../../testing/mountDesk'
import { sampleCall } from '../../testing/samples'
import MessageText from './MessageText.vue'

function setUp(over: { may?: boolean; lines?: boolean; onCall?: boolean } = {}) {
  const dial = vi.fn(async (_: object) => sampleCall())
  const softphone = { dialling: { dial, refused: ref() } }
  const desk = {
    account: { can: () => over.may ?? true },
    directory: {
      inboxes: computed(() => [{ channel: 'any', active: true }]),
      channel: () => ({ capabilities: { voice: over.lines ?? true } }),
    },
    calls: { present: computed(() => (over.onCall ? {} : undefined)) },
    phone: { load: async () => softphone },
    toasts: { show: vi.fn() },
  }
  const text = 'Ring +86 138 0013 8000 (order 13912345678)\nor look at https://shop.example.'
  return { wrapper: mountInDesk(MessageText, desk, { props: { text } }), dial, text }
}

describe('the text of a message', () => {
  it('calls a number that stands in it, by one click', async () => {
    const { wrapper, dial, text } = setUp()
    expect(wrapper.text()).toBe(text)
    const [link, ...more] = wrapper.findAll('button')
    expect(more).toEqual([])
    expect(link?.attributes('aria-label')).toBe('Call +86 138 0013 8000')
    await link?.trigger('click')
    expect(dial).toHaveBeenCalledWith({ number: '+8613800138000' })
    expect(wrapper.findAll('a').map((one) => one.attributes('href'))).toEqual([
      'https://shop.example',
    ])
  })

  it.each([{ may: false }, { lines: false }])('is only text where one cannot call', (over) => {
    const { wrapper, text } = setUp(over)
    expect(wrapper.find('button').exists()).toBe(false)
    expect(wrapper.text()).toBe(text)
  })

  it('does not call while one is on a call', () => {
    const { wrapper } = setUp({ onCall: true })
    expect(wrapper.find('button').attributes('disabled')).toBeDefined()
  })
})
