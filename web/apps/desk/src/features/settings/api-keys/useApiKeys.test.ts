import { Refusal, type ApiKey, type ApiKeyBody, type EventBody } from '@parley/api'
import { effectScope } from 'vue'
import { describe, expect, it } from 'vitest'
import { apiKeyValues, useApiKeyForm } from './useApiKeyForm'
import { standingOf, useApiKeys } from './useApiKeys'

const NOW = 1_000_000

const key = (id: string, created_at: number, more: Partial<ApiKey> = {}): ApiKey => ({
  id,
  name: id,
  prefix: 'pk_12345678',
  scopes: ['sessions_read'],
  agent_id: 'ann',
  made_by: 'ada',
  created_at,
  expires_at: 0,
  last_used_at: 0,
  revoked_at: 0,
  ...more,
})
const settled = () => new Promise((resolve) => setTimeout(resolve))

function begin(stored: ApiKey[], revoke: (id: string) => Promise<void> = async () => undefined) {
  const listening: ((event: EventBody) => void)[] = []
  const changes = {
    onEvent: (listen: (event: EventBody) => void) => {
      listening.push(listen)
      return () => undefined
    },
    onReload: () => () => undefined,
  }
  const api = {
    apiKeys: async () => ({ items: [...stored], next_cursor: null }),
    revokeApiKey: async (id: string) => {
      await revoke(id)
      stored = stored.map((one) => (one.id === id ? { ...one, revoked_at: NOW } : one))
    },
  }
  const keys = effectScope().run(() => useApiKeys(api, changes, () => NOW))!
  const hear = (kind: EventBody['kind']) =>
    listening.forEach((listen) => listen({ kind } as EventBody))
  return { keys, hear, add: (one: ApiKey) => stored.push(one) }
}

describe('API keys', () => {
  it('stand by what still opens something, newest first', async () => {
    const { keys } = begin([
      key('gone', 4, { revoked_at: 5 }),
      key('old', 1),
      key('over', 3, { expires_at: NOW }),
      key('new', 2, { expires_at: NOW + 1 }),
    ])
    await settled()
    expect(keys.items.value.map((one) => one.id)).toEqual(['new', 'old', 'gone', 'over'])
    expect(keys.items.value.map((one) => standingOf(one, NOW))).toEqual([
      'good',
      'good',
      'revoked',
      'ended',
    ])
  })

  it('are read anew when another administrator makes one', async () => {
    const { keys, hear, add } = begin([key('first', 1)])
    await settled()
    add(key('second', 2))
    hear('queue_created')
    await settled()
    expect(keys.items.value).toHaveLength(1)
    hear('api_key_created')
    await settled()
    expect(keys.items.value).toHaveLength(2)
  })

  it('say why one could not be revoked', async () => {
    const refusal = () => Promise.reject(new Refusal({ code: 'api_key_not_found' }, 404))
    const { keys } = begin([key('a', 1)], refusal)
    await settled()
    expect(await keys.revoke('a')).toBe(false)
    expect(keys.refused.value?.key).toBe('form.refusal.api_key_not_found')
  })
})

describe('the form of a new key', () => {
  function form() {
    const sent: ApiKeyBody[] = []
    const createApiKey = async (body: ApiKeyBody) => {
      sent.push(body)
      return { key: key('made', NOW), secret: 'pk_secret' }
    }
    return { form: useApiKeyForm({ createApiKey }, 'ada', () => NOW), sent }
  }

  it('asks for a name and for one scope at least', async () => {
    const { form: one, sent } = form()
    expect(await one.submit()).toBeUndefined()
    expect(Object.keys(one.errors.value)).toEqual(['name', 'scopes'])
    expect(sent).toEqual([])
  })

  it('turns the span into an end, and "never" into none', async () => {
    const { form: one, sent } = form()
    Object.assign(one.values, { ...apiKeyValues('ada'), name: 'Bot', scopes: ['events_read'] })
    expect((await one.submit())?.secret).toBe('pk_secret')
    one.values.lasts = 'never'
    await one.submit()
    expect(sent.map((body) => body.expires_at)).toEqual([NOW + 90 * 86_400_000, 0])
    expect(sent[0]).toMatchObject({ name: 'Bot', agent_id: 'ada', scopes: ['events_read'] })
  })
})
