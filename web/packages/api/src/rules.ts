import type * as c from './contract'
import type { CallOptions, Transport } from './transport'

/** What rules speak of, and the rules themselves (docs/guide/rules.md). */
export function createRulesApi({ get, send }: Pick<Transport, 'get' | 'send'>) {
  return {
    contactScheme: () => get<c.ContactScheme>('/contact-scheme'),
    updateContactScheme: (body: c.ContactSchemePatch, o?: CallOptions) =>
      send<c.ContactScheme>('PATCH', '/contact-scheme', body, o),
  }
}
