import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { createLocale, LOCALE } from '../locale'
import { words } from '../locale/words/en'
import Composer from './Composer.vue'

function open(props: Partial<InstanceType<typeof Composer>['$props']> = {}) {
  const basic = { placeholder: 'Write', textMax: 10, files: true, draft: '' }
  const provide = { [LOCALE as symbol]: createLocale('en', words) }
  return mount(Composer, { props: { ...basic, ...props }, global: { provide } })
}

it('sends on Enter, trimmed, and is empty afterwards', async () => {
  const composer = open()
  const field = composer.get('textarea')
  await field.setValue('  hi ')
  await field.trigger('keydown', { key: 'Enter' })
  expect(composer.emitted('send')).toEqual([['hi']])
  expect(field.element.value).toBe('')
})

it('does not send on Shift+Enter, nor while an input method is choosing a word', async () => {
  const composer = open()
  const field = composer.get('textarea')
  await field.setValue('nihao')
  await field.trigger('keydown', { key: 'Enter', shiftKey: true })
  await field.trigger('keydown', { key: 'Enter', isComposing: true })
  expect(composer.emitted('send')).toBeUndefined()
})

it('sends nothing empty and nothing too long, counted as the server counts', async () => {
  const composer = open()
  const field = composer.get('textarea')
  await field.setValue('   ')
  await field.trigger('keydown', { key: 'Enter' })
  await field.setValue('😀'.repeat(11))
  expect(composer.get('[role=status]').text()).toBe('1 characters too many')
  await field.trigger('keydown', { key: 'Enter' })
  expect(composer.emitted('send')).toBeUndefined()
  await field.setValue('😀'.repeat(10))
  await field.trigger('keydown', { key: 'Enter' })
  expect(composer.emitted('send')).toHaveLength(1)
})

it('takes pasted files only where the channel takes them', async () => {
  const file = new File(['x'], 'x.png', { type: 'image/png' })
  const clipboardData = { files: [file] }
  const early = open({ files: false })
  await early.get('textarea').trigger('paste', { clipboardData })
  expect(early.emitted('files')).toBeUndefined()
  const later = open()
  await later.get('textarea').trigger('paste', { clipboardData })
  expect(later.emitted('files')).toEqual([[[file]]])
})

it('begins with the draft that was kept', () => {
  expect(open({ draft: 'half a sent' }).get('textarea').element.value).toBe('half a sent')
})
