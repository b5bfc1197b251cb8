import type { Inbox, Queue } from '@parley/api'
import { describe, expect, it } from 'vitest'
import { useInboxForm } from './useInboxForm'

const queues = [
  { id: 'closed', active: false },
  { id: 'open', active: true },
] as Queue[]
const website = {
  id: 'i1',
  name: 'Website',
  queue_id: 'open',
  greeting: 'Hello',
  locale: '',
  accent: '#2563eb',
  domains: ['shop.example.com'],
  pre_chat: ['email'],
  active: true,
} as unknown as Inbox

function recorder() {
  const sent: unknown[] = []
  return {
    sent,
    inbox: async () => website,
    createInbox: async (body: unknown) => (sent.push(body), website),
    updateInbox: async (_: string, body: unknown) => (sent.push(body), website),
  }
}

describe('the form of an inbox', () => {
  it('proposes the first active queue, and sends websites as a list', async () => {
    const api = recorder()
    const form = useInboxForm(api, undefined, queues)
    form.values.name = 'Shop'
    form.values.domains = 'https://shop.example.com/\nwww.example.com'

    await form.submit()

    expect(api.sent).toEqual([
      expect.objectContaining({
        name: 'Shop',
        queue_id: 'open',
        domains: ['shop.example.com', 'www.example.com'],
      }),
    ])
    expect(api.sent[0]).not.toHaveProperty('active')
  })

  it('leaves alone what was not changed', async () => {
    const api = recorder()
    const form = useInboxForm(api, website, queues)
    form.values.active = false

    await form.submit()

    expect(api.sent).toEqual([{ active: false }])
  })

  it('names the website that cannot be one', async () => {
    const form = useInboxForm(recorder(), website, queues)
    form.values.domains = 'ok.example\nnot ok!'

    await form.submit()

    expect(form.errors.value.domains).toEqual({
      key: 'inboxes.domainsWrong',
      params: { domain: 'ok!' },
    })
  })

  it('wants a queue, a colour and a greeting that fits', async () => {
    const form = useInboxForm(recorder(), undefined, [])
    Object.assign(form.values, { name: 'Shop', accent: 'blue', greeting: 'x'.repeat(501) })

    await form.submit()

    expect(Object.keys(form.errors.value).sort()).toEqual(['accent', 'greeting', 'queue_id'])
  })
})
