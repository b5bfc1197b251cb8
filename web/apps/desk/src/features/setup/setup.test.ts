import { Refusal, Unreachable, type Agent, type Inbox, type Me, type Queue } from '@parley/api'
import { describe, expect, it } from 'vitest'
import { texts } from './texts'
import { useFirstInbox } from './useFirstInbox'
import { useInvites } from './useInvites'
import { useSetupForm } from './useSetupForm'

const filled = {
  company: 'Acme',
  name: 'Ann',
  email: 'ann@example.com',
  password: 'seven quiet otters',
}

describe('the first two pages', () => {
  it('let one go on from the company before there is an administrator', () => {
    const form = useSetupForm({ createSetup: async () => ({}) as Me }, 'zh-CN')
    expect(form.checkCompany()).toBe(false)
    expect(Object.keys(form.errors.value)).toEqual(['company'])

    form.values.company = 'Acme'

    expect(form.checkCompany()).toBe(true)
    expect(form.errors.value).toEqual({})
  })

  it('send one request with everything', async () => {
    const sent: unknown[] = []
    const form = useSetupForm({ createSetup: async (body) => (sent.push(body), {} as Me) }, 'zh-CN')
    Object.assign(form.values, filled, { time_zone: 'Asia/Shanghai' })

    await form.submit()

    expect(sent).toEqual([{ ...filled, locale: 'zh-CN', time_zone: 'Asia/Shanghai' }])
  })

  it('know when the server refuses what was said on the first page', async () => {
    const refusal = new Refusal({ code: 'unknown_time_zone', field: '/time_zone' }, 422)
    const form = useSetupForm({ createSetup: () => Promise.reject(refusal) }, 'en')
    Object.assign(form.values, filled)

    await form.submit()

    expect(form.hasWrongCompany()).toBe(true)
  })
})

describe('the first inbox', () => {
  it('is not made with two queues when the second request has to be repeated', async () => {
    const calls: string[] = []
    let down = true
    const form = useFirstInbox(
      {
        createQueue: async () => (calls.push('queue'), { id: 'q1' } as Queue),
        updateAgent: async (_, body) => (
          calls.push(`serve ${body.queue_ids?.join()}`),
          {} as Agent
        ),
        createInbox: async (body) => {
          calls.push(`inbox in ${body.queue_id}`)
          if (down) throw new Unreachable('down')
          return { id: 'i1' } as Inbox
        },
      },
      'me',
      { queue: 'Service', inbox: 'Website', greeting: 'Hello' },
    )
    expect(await form.submit()).toBeUndefined()
    expect(form.notice.value?.key).toBe('form.refusal.unreachable')

    down = false
    const made = await form.submit()

    expect(made?.inbox.id).toBe('i1')
    expect(calls).toEqual(['queue', 'serve q1', 'inbox in q1', 'inbox in q1'])
  })
})

describe('inviting', () => {
  it('adds people one by one to the queue, with a clean form for the next', async () => {
    const sent: unknown[] = []
    const invites = useInvites(
      {
        createAgent: async (body) => (
          sent.push(body.queue_ids),
          { id: '1', name: body.name } as Agent
        ),
      },
      'q1',
    )
    Object.assign(invites.values, { name: 'Bo', email: 'bo@example.com', password: 'ten letters' })

    expect(await invites.add()).toBe(true)

    expect(sent).toEqual([['q1']])
    expect(invites.added.value.map((agent) => agent.name)).toEqual(['Bo'])
    expect(invites.values.name).toBe('')
    expect(invites.values.password).toBe('')
    expect(invites.dirty.value).toBe(false)
  })
})

it('the wizard says everything in both languages', () => {
  const keys = (tree: object): string[] =>
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'object' ? keys(value).map((inner) => `${key}.${inner}`) : [key],
    )
  expect(keys(texts['zh-CN'])).toEqual(keys(texts.en))
})
