import type { VisitorSession } from '@parley/api'
import { mount } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { createLocale, LOCALE } from '../locale'
import { words } from '../locale/words/en'
import CallbackForm from './CallbackForm.vue'

// Which this page's browser has, and the tests' does not.
document.adoptedStyleSheets ??= []
const session = { state: 'queued', callback_number: '' } as VisitorSession

function form(ask = vi.fn(async () => undefined)) {
  const global = { provide: { [LOCALE as symbol]: createLocale('en', words) } }
  return { wrapper: mount(CallbackForm, { props: { ask, session }, global }), ask }
}

describe('asking to be called back', () => {
  it('needs something like a number', async () => {
    const { wrapper, ask } = form()
    await wrapper.find('button').trigger('click')
    await wrapper.find('form').trigger('submit')
    expect(ask).not.toHaveBeenCalled()
    await wrapper.find('input').setValue(' 138 0013 8000 ')
    await wrapper.find('form').trigger('submit')
    expect(ask).toHaveBeenCalledWith('138 0013 8000')
  })

  it('says that it did not work', async () => {
    const { wrapper } = form(vi.fn(async () => Promise.reject(new Error('line'))))
    await wrapper.find('button').trigger('click')
    await wrapper.find('input').setValue('13800138000')
    await wrapper.find('form').trigger('submit')
    await vi.waitFor(() => expect(wrapper.find('[role=alert]').text()).toContain('did not work'))
  })
})
