import type { Trunk } from '@parley/api'
import { describe, expect, it } from 'vitest'
import { useTrunkForm } from './useTrunkForm'

const stored = {
  id: 't1',
  name: 'Carrier',
  transport: 'tls',
  host: 'sip.example.com',
  port: 0,
  user: 'acme',
  has_password: true,
  registers: true,
  sources: ['203.0.113.7'],
  srtp: 'required',
  codecs: ['pcma'],
  caller_id: 'from',
  ca: '',
  calls_max: 30,
  active: true,
  state: 'up',
  state_reason: '',
  created_at: 1,
  version: 'v1',
} as Trunk

function recorder() {
  const sent: unknown[] = []
  return {
    sent,
    trunk: async () => stored,
    createTrunk: async (body: unknown) => (sent.push(body), stored),
    updateTrunk: async (_: string, body: unknown) => (sent.push(body), stored),
  }
}

describe('the form of a trunk', () => {
  it('sends addresses as a list, and a host without blanks', async () => {
    const api = recorder()
    const form = useTrunkForm(api)
    form.values.name = 'Carrier'
    form.values.host = ' sip.example.com '
    form.values.sources = '203.0.113.0/24\n2001:db8::1, 203.0.113.0/24'
    await form.submit()
    expect(api.sent[0]).toMatchObject({
      host: 'sip.example.com',
      sources: ['203.0.113.0/24', '2001:db8::1'],
    })
    expect(api.sent[0]).not.toHaveProperty('password')
  })

  it('keeps the stored password unless a new one is typed', async () => {
    const api = recorder()
    const form = useTrunkForm(api, stored)
    form.values.calls_max = 40
    await form.submit()
    form.values.password = 'a new one'
    await form.submit()
    expect(api.sent).toEqual([{ calls_max: 40 }, { password: 'a new one' }])
  })

  it('says what is wrong before the server would', async () => {
    const form = useTrunkForm(recorder(), stored)
    Object.assign(form.values, {
      host: 'sip:sip.example.com;x',
      port: 70_000,
      user: ' ',
      sources: 'carrier.example.com',
      ca: 'not a certificate',
      calls_max: 0,
    })
    await form.submit()
    const wrong = Object.keys(form.errors.value).sort()
    expect(wrong).toEqual(['ca', 'calls_max', 'host', 'port', 'sources', 'user'])
  })
})
