import { Refusal, Unreachable, type Agent, type Api, type Me } from '@parley/api'
import { describe, expect, it, vi } from 'vitest'
import { createAccount } from './useAccount'

const me = {
  agent: { id: 'a1', name: 'Ann', presence: 'away' },
  permissions: ['session_serve'],
  workspace: { id: 'w1', name: 'Tea' },
} as unknown as Me

function setUp(over: Partial<Api> = {}) {
  const api = {
    setup: vi.fn(async () => ({ needed: false, demo_logins: [], version: '1' })),
    me: vi.fn(async () => me),
    signOut: vi.fn(async () => undefined),
    setPresence: vi.fn(async () => ({ ...me.agent, presence: 'ready' }) as Agent),
    ...over,
  }
  return { api, account: createAccount(api as unknown as Api) }
}

describe('the account', () => {
  it('knows who is signed in, and what they may do', async () => {
    const { account } = setUp()
    await account.load()
    await account.known
    expect(account.standing.value).toBe('signed_in')
    expect(account.can('session_serve')).toBe(true)
    expect(account.can('settings_write')).toBe(false)
  })

  it('knows when nobody is, and when nothing has been set up', async () => {
    const nobody = setUp({ me: vi.fn(async () => Promise.reject(new Refusal({}, 401))) })
    await nobody.account.load()
    expect(nobody.account.standing.value).toBe('signed_out')

    const fresh = setUp({
      setup: vi.fn(async () => ({ needed: true, demo_logins: [], version: '1' })),
    })
    await fresh.account.load()
    expect(fresh.account.standing.value).toBe('setup')
  })

  it('knows nothing while the server cannot be reached, and can ask again', async () => {
    const { account, api } = setUp()
    vi.mocked(api.me).mockRejectedValueOnce(new Unreachable('down'))
    await expect(account.load()).rejects.toBeInstanceOf(Unreachable)
    expect(account.standing.value).toBe('unknown')
    await account.load()
    expect(account.standing.value).toBe('signed_in')
  })

  it('heeds news of this agent, not of others', async () => {
    const { account } = setUp()
    await account.load()
    account.heedAgent({ ...me.agent, id: 'a2', presence: 'ready' })
    expect(account.me.value?.agent.presence).toBe('away')
    await account.setPresence('ready')
    expect(account.me.value?.agent.presence).toBe('ready')
  })

  it('is told apart when the server has signed this person out, and when it only stutters', async () => {
    const { account, api } = setUp()
    await account.load()
    vi.mocked(api.me).mockRejectedValueOnce(new Unreachable('down'))
    await account.confirm()
    expect(account.standing.value).toBe('signed_in')

    vi.mocked(api.me).mockRejectedValueOnce(new Refusal({}, 401))
    await account.confirm()
    expect([account.standing.value, account.dismissed.value]).toEqual(['signed_out', true])
  })

  it('does not call it a dismissal when this person signs out', async () => {
    const { account, api } = setUp()
    await account.load()
    vi.mocked(api.me).mockRejectedValue(new Refusal({}, 401))
    vi.mocked(api.signOut).mockImplementationOnce(() => account.confirm())
    await account.signOut()
    expect([account.standing.value, account.dismissed.value]).toEqual(['signed_out', false])
  })

  it('stays signed in here when signing out did not reach the server', async () => {
    const { account, api } = setUp()
    await account.load()
    vi.mocked(api.signOut).mockRejectedValueOnce(new Unreachable('down'))
    await expect(account.signOut()).rejects.toThrow()
    expect(account.standing.value).toBe('signed_in')
  })
})
