import { Refusal } from '@parley/api'
import type { CallOptions, Webhook, WebhookPatch } from '@parley/api'
import { effectScope } from 'vue'
import { describe, expect, it, vi } from 'vitest'
import { EVENT_GROUPS } from './kinds'
import { texts } from './texts'
import { useWebhookForm } from './useWebhookForm'

const stored = {
  id: 'w1',
  url: 'https://crm.example/in',
  description: 'CRM',
  events: ['message_posted'],
  active: true,
  version: 'v1',
} as Webhook

function begin(webhook?: Webhook) {
  const api = {
    webhook: vi.fn(async () => stored),
    createWebhook: vi.fn(async () => ({ webhook: stored, secret: 'whsec_x' })),
    updateWebhook: vi.fn(async (_id: string, patch: WebhookPatch, _options?: CallOptions) => ({
      ...stored,
      ...patch,
    })),
  }
  const form = effectScope().run(() => useWebhookForm(api as never, webhook))!
  return { api, form }
}

describe('the form of a webhook', () => {
  it('asks for an address that begins like one', async () => {
    const { api, form } = begin()
    await form.submit()
    expect(form.errors.value.url?.key).toBe('form.required')
    form.values.url = 'crm.example'
    await form.submit()
    expect(form.errors.value.url?.key).toBe('webhooks.urlBegin')
    expect(api.createWebhook).not.toHaveBeenCalled()
  })

  it('asks for a kind, unless it is everything', async () => {
    const { api, form } = begin()
    form.values.url = ' https://crm.example/in '
    form.values.everything = false
    await form.submit()
    expect(form.errors.value.events?.key).toBe('webhooks.noneChosen')
    form.values.events = ['session_closed']
    expect((await form.submit())?.secret).toBe('whsec_x')
    expect(api.createWebhook).toHaveBeenCalledWith({
      url: 'https://crm.example/in',
      description: '',
      events: ['session_closed'],
    })
  })

  it('begins with what is stored, and sends no kinds for everything', async () => {
    const { api, form } = begin(stored)
    expect(form.values.everything).toBe(false)
    form.values.everything = true
    await form.submit()
    expect(api.updateWebhook).toHaveBeenCalledWith(
      'w1',
      { url: stored.url, description: 'CRM', events: [], active: true },
      { version: 'v1' },
    )
  })

  it('stands on what it saved, and catches up with what somebody else did', async () => {
    const { api, form } = begin(stored)
    api.updateWebhook.mockResolvedValueOnce({ ...stored, description: 'Mine', version: 'v2' })
    form.values.description = 'Mine'
    await form.submit()

    const theirs = { ...stored, url: 'https://moved.example/in', active: false, version: 'v3' }
    api.updateWebhook.mockRejectedValueOnce(new Refusal({ code: 'changed_meanwhile' }, 412))
    api.webhook.mockResolvedValueOnce(theirs)
    form.values.description = 'Mine again'
    expect(await form.submit()).toBeUndefined()
    expect(form.notice.value?.key).toBe('form.refusal.changed_meanwhile')

    await form.submit()
    expect(api.updateWebhook.mock.calls.map(([, , options]) => options?.version)).toEqual([
      'v1',
      'v2',
      'v3',
    ])
    expect(api.updateWebhook.mock.calls.at(-1)?.[1]).toEqual({
      url: 'https://moved.example/in',
      description: 'Mine again',
      events: ['message_posted'],
      active: false,
    })
  })
})

describe('the kinds of events', () => {
  it('have words in both languages, each once', () => {
    const kinds = Object.values(EVENT_GROUPS).flat()
    expect(new Set(kinds).size).toBe(kinds.length)
    for (const { webhooks } of [texts.en, texts['zh-CN']]) {
      expect(Object.keys(webhooks.kind).sort()).toEqual([...kinds, 'test'].sort())
    }
  })
})
