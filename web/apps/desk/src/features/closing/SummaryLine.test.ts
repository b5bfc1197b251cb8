import { Refusal, type Session } from '@parley/api'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { computed, ref } from 'vue'
import { mountInDesk } from '../../testing/mountDesk'
import { NOW, sampleSession } from '../../testing/samples'
import SummaryLine from './SummaryLine.vue'

const hungUp = sampleSession({ state: 'closed', closed_at: NOW - 5_000, close_reason: 'by_agent' })

function setUp(over: { session?: Partial<Session>; wrapsUp?: boolean; fails?: Refusal } = {}) {
  const session = { ...hungUp, ...over.session }
  const put = vi.fn()
  const endWrapUp = vi.fn(async () => undefined)
  const summarizeSession = vi.fn(async (_: string, body: object) => {
    if (over.fails) throw over.fails
    return { ...session, ...body }
  })
  const agent = { wrap_up_until: over.wrapsUp ? NOW + 30_000 : 0 }
  const desk = {
    api: { summarizeSession },
    account: {
      agentId: computed(() => 'a1'),
      me: ref({ agent }),
      can: () => false,
      endWrapUp,
    },
    live: { now: () => NOW },
    directory: {
      inboxes: ref([]),
      wrapUpCodes: ref([]),
      queue: () => undefined,
      channel: () => ({ capabilities: { voice: true } }),
    },
    sessions: { store: { put } },
  }
  const wrapper = mountInDesk(SummaryLine, desk, { props: { session } })
  const button = (label: string) => wrapper.findAll('button').find((one) => one.text() === label)
  return { wrapper, button, put, endWrapUp, summarizeSession }
}

describe('the summary of a call that has ended', () => {
  beforeEach(() => sessionStorage.clear())

  it('is asked for, and saving it ends the wrap-up', async () => {
    const { wrapper, button, put, endWrapUp, summarizeSession } = setUp({ wrapsUp: true })
    await wrapper.find('textarea').setValue('  Refunded. ')
    expect(button('Save, I am done')?.attributes('type')).toBe('submit')
    await wrapper.find('form').trigger('submit')
    await vi.waitFor(() => expect(endWrapUp).toHaveBeenCalledOnce())
    expect(summarizeSession).toHaveBeenCalledWith('s1', {
      summary: 'Refunded.',
      resolved: true,
      wrap_up_code_ids: [],
    })
    expect(put).toHaveBeenCalledWith(expect.objectContaining({ summary: 'Refunded.' }))
  })

  it('may be saved while one goes on wrapping up', async () => {
    const { wrapper, button, put, endWrapUp } = setUp({ wrapsUp: true })
    await wrapper.find('textarea').setValue('Refunded.')
    await button('Save')?.trigger('click')
    await vi.waitFor(() => expect(put).toHaveBeenCalledOnce())
    expect(endWrapUp).not.toHaveBeenCalled()
  })

  it('is only saved where nothing is to be wrapped up', async () => {
    const { wrapper, button, put, endWrapUp } = setUp()
    expect(button('Save, I am done')).toBeUndefined()
    await wrapper.find('textarea').setValue('Refunded.')
    await wrapper.find('form').trigger('submit')
    await vi.waitFor(() => expect(put).toHaveBeenCalledOnce())
    expect(endWrapUp).not.toHaveBeenCalled()
  })

  it('says why it was refused, and keeps what was written', async () => {
    const fails = new Refusal({ code: 'too_late_to_summarize' }, 409)
    const { wrapper } = setUp({ fails })
    await wrapper.find('textarea').setValue('Refunded.')
    await wrapper.find('form').trigger('submit')
    await vi.waitFor(() => expect(wrapper.find('[role=alert]').text()).toContain('within an hour'))
    expect((wrapper.find('textarea').element as HTMLTextAreaElement).value).toBe('Refunded.')
  })

  it('is there again when one comes back from the next call', async () => {
    const first = setUp()
    await first.wrapper.find('textarea').setValue('Refun')
    first.wrapper.unmount()
    const { wrapper } = setUp()
    expect((wrapper.find('textarea').element as HTMLTextAreaElement).value).toBe('Refun')
  })

  it('is shown once it is written, and can be put right', async () => {
    const { wrapper, button } = setUp({ session: { summary: 'Refunded.' } })
    expect(wrapper.find('form').exists()).toBe(false)
    expect(wrapper.text()).toContain('Refunded.')
    await button('Edit the summary')?.trigger('click')
    expect((wrapper.find('textarea').element as HTMLTextAreaElement).value).toBe('Refunded.')
    await button('Cancel')?.trigger('click')
    expect(wrapper.find('form').exists()).toBe(false)
  })

  it('is only shown to a colleague', () => {
    const { wrapper } = setUp({ session: { agent_id: 'a2', summary: 'Refunded.' } })
    expect(wrapper.findAll('button')).toEqual([])
  })
})
