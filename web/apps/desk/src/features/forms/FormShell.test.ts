import { Refusal } from '@parley/api'
import { UiField, UiInput } from '@parley/ui'
import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils'
import { defineComponent, h, reactive } from 'vue'
import { createI18n } from 'vue-i18n'
import { createMemoryHistory, createRouter, RouterView } from 'vue-router'
import { afterEach, describe, expect, it } from 'vitest'
import { checkName, FormShell, onlyWrong, texts, useForm, useSay } from '.'

interface Server {
  save: (name: string) => Promise<object>
  readOnly?: boolean
}

/** A page with one field, in a desk of two pages. */
async function open({ save, readOnly = false }: Server) {
  const Page = defineComponent(() => {
    const say = useSay()
    const form = reactive(
      useForm(
        { name: 'Ann' },
        {
          check: (values) => onlyWrong({ name: checkName(values.name) }),
          save: ({ name }) => save(name),
        },
      ),
    )
    return () =>
      h(FormShell, { form, readOnly, onSubmit: () => void form.submit() }, () =>
        h(UiField, { label: 'Name', error: say(form.errors.name) }, () =>
          h(UiInput, {
            modelValue: form.values.name,
            'onUpdate:modelValue': (next) => (form.values.name = String(next)),
          }),
        ),
      )
  })
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/form', component: Page },
      { path: '/', component: { render: () => h('p', 'elsewhere') } },
    ],
  })
  await router.push('/form')
  const messages = {
    en: { ...texts.en, settings: { readOnly: 'You may look' } },
  }
  const page = mount(RouterView, {
    attachTo: document.body,
    global: { plugins: [router, createI18n({ legacy: false, locale: 'en', messages })] },
  })
  await flushPromises()
  const button = (label: string) =>
    [...document.querySelectorAll('button')].find((one) => one.textContent?.trim() === label)
  return { page, router, input: page.get<HTMLInputElement>('input'), button }
}

enableAutoUnmount(afterEach)

describe('a form on a page', () => {
  it('leads to the field the server refused, and announces why', async () => {
    const refusal = new Refusal({ code: 'name_too_long', field: '/name' }, 422)
    const { page, input } = await open({ save: () => Promise.reject(refusal) })
    await input.setValue('Anna')

    await page.get('form').trigger('submit')
    await flushPromises()

    expect(document.activeElement).toBe(input.element)
    const described = input.attributes('aria-describedby') ?? ''
    expect(document.getElementById(described)?.textContent).toBe('This is too long.')
  })

  it('asks before unsaved changes are left, and goes only when told to', async () => {
    const { router, input, button } = await open({ save: async () => ({}) })
    await input.setValue('Anna')

    void router.push('/')
    await flushPromises()
    expect(document.querySelector('[role=dialog]')?.textContent).toContain('Leave without saving?')
    button('Stay here')?.click()
    await flushPromises()
    expect(router.currentRoute.value.path).toBe('/form')

    void router.push('/')
    await flushPromises()
    button('Leave')?.click()
    await flushPromises()
    expect(router.currentRoute.value.path).toBe('/')
  })

  it('is left without a question once it is saved', async () => {
    const { page, router, input } = await open({ save: async () => ({}) })
    await input.setValue('Anna')
    await page.get('form').trigger('submit')
    await flushPromises()

    await router.push('/')

    expect(router.currentRoute.value.path).toBe('/')
  })

  it('warns before the tab is closed only while something is unsaved', async () => {
    const { input } = await open({ save: async () => ({}) })
    const closing = () => {
      const event = new Event('beforeunload', { cancelable: true })
      window.dispatchEvent(event)
      return event.defaultPrevented
    }
    expect(closing()).toBe(false)

    await input.setValue('Anna')

    expect(closing()).toBe(true)
  })

  it('can be looked at without the right to change it', async () => {
    const { page, input, button } = await open({ save: async () => ({}), readOnly: true })

    expect(input.element.matches(':disabled')).toBe(true)
    expect(button('Save')).toBeUndefined()
    expect(page.text()).toContain('You may look')
  })
})
