import type { Agent } from '@parley/api'
import { describe, expect, it } from 'vitest'
import { useAgentForm, usePasswordForm } from './useAgentForm'

const ann = {
  id: 'a1',
  name: 'Ann',
  email: 'ann@example.com',
  role: 'agent',
  capacity: 100,
  skills: [{ name: 'en', level: 5 }],
  queue_ids: ['q1'],
  active: true,
} as Agent

function recorder() {
  const sent: { what: string; body: unknown }[] = []
  return {
    sent,
    agent: async () => ann,
    createAgent: async (body: unknown) => (sent.push({ what: 'create', body }), ann),
    updateAgent: async (id: string, body: unknown) => (sent.push({ what: id, body }), ann),
  }
}

describe('the form of an agent', () => {
  it('sends of a known agent only what was changed, never e-mail or password', async () => {
    const api = recorder()
    const form = useAgentForm(api, ann)
    form.values.skills = [...form.values.skills, { name: 'billing', level: 8 }]
    form.values.active = false

    await form.submit()

    expect(api.sent).toEqual([
      {
        what: 'a1',
        body: {
          skills: [
            { name: 'en', level: 5 },
            { name: 'billing', level: 8 },
          ],
          active: false,
        },
      },
    ])
  })

  it('wants address and password of a new agent, and sends all', async () => {
    const api = recorder()
    const form = useAgentForm(api)
    form.values.name = 'Bo'
    expect(await form.submit()).toBeUndefined()
    expect(Object.keys(form.errors.value).sort()).toEqual(['email', 'password'])

    form.values.email = ' bo@example.com '
    form.values.password = 'ten letters'
    await form.submit()

    expect(api.sent).toEqual([
      {
        what: 'create',
        body: {
          name: 'Bo',
          email: 'bo@example.com',
          password: 'ten letters',
          role: 'agent',
          capacity: 100,
          skills: [],
          queue_ids: [],
          posts: [],
          capacity_profile_id: null,
        },
      },
    ])
  })

  it('refuses a level or a capacity out of bounds before the server does', async () => {
    const api = recorder()
    const form = useAgentForm(api, ann)
    form.values.skills = [{ name: 'en', level: 11 }]
    form.values.capacity = 0

    await form.submit()

    expect(Object.keys(form.errors.value).sort()).toEqual(['capacity', 'skills'])
    expect(api.sent).toEqual([])
  })

  it('sets a new password of at least ten characters', async () => {
    const api = recorder()
    const form = usePasswordForm(api, 'a1')
    form.values.password = 'too short'
    expect(await form.submit()).toBeUndefined()

    form.values.password = 'long enough'
    await form.submit()

    expect(api.sent).toEqual([{ what: 'a1', body: { password: 'long enough' } }])
  })
})
