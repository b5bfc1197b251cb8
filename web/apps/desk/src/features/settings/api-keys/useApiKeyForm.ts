import type { Api, Id, KeyScope, MadeApiKey } from '@parley/api'
import { checkName, onlyWrong, useForm, type Phrase } from '../../forms'

/** In the order shown: what is read, then what is changed, by noun. */
export const SCOPES: readonly KeyScope[] = [
  'sessions_read',
  'sessions_write',
  'messages_read',
  'messages_write',
  'contacts_read',
  'contacts_write',
  'settings_read',
  'settings_write',
  'agents_read',
  'agents_write',
  'events_read',
]

export const SPANS = { days30: 30, days90: 90, days365: 365, never: 0 } as const
export type Span = keyof typeof SPANS

const DAY_MS = 86_400_000

export interface ApiKeyValues {
  name: string
  agent_id: Id
  scopes: KeyScope[]
  lasts: Span
}

export function apiKeyValues(maker: Id): ApiKeyValues {
  return { name: '', agent_id: maker, scopes: [], lasts: 'days90' }
}

export function useApiKeyForm(
  api: Pick<Api, 'createApiKey'>,
  maker: Id,
  now: () => number = Date.now,
) {
  return useForm(apiKeyValues(maker), {
    check: ({ name, scopes }) =>
      onlyWrong<Record<string, Phrase | undefined>>({
        name: checkName(name),
        scopes: scopes.length === 0 ? { key: 'apiKeys.scopesMissing' } : undefined,
      }),
    save({ lasts, ...body }): Promise<MadeApiKey> {
      const days = SPANS[lasts]
      return api.createApiKey({ ...body, expires_at: days ? now() + days * DAY_MS : 0 })
    },
  })
}
