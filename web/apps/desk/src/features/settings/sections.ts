import type { Permission } from '@parley/api'

export type SectionKey =
  | 'company'
  | 'inboxes'
  | 'queues'
  | 'agents'
  | 'entry'
  | 'priority'
  | 'calendars'
  | 'contacts'
  | 'segments'
  | 'skills'
  | 'capacity'
  | 'wrapUpCodes'
  | 'presenceReasons'
  | 'numbers'
  | 'trunks'
  | 'phones'
  | 'voice'
  | 'webhooks'
  | 'routingHook'
  | 'apiKeys'
  | 'signIns'

export interface Section {
  key: SectionKey
  path: string
  /** Without it the section is not listed, and a person who comes by address is told so. */
  needs?: Permission
  /** Texts of the section's settings that the search looks through, besides title and lead. */
  fields: readonly string[]
}

/** The parts of the settings, in the order shown. A new part is one entry here and its page. */
export const SECTIONS: readonly Section[] = [
  {
    key: 'company',
    path: '/settings/company',
    needs: 'settings_read',
    fields: ['name', 'locale', 'timeZone'],
  },
  {
    key: 'inboxes',
    path: '/settings/inboxes',
    needs: 'settings_read',
    fields: ['queue', 'greeting', 'locale', 'accent', 'preChat', 'domains', 'connect', 'active'],
  },
  {
    key: 'queues',
    path: '/settings/queues',
    needs: 'settings_read',
    fields: [
      'strategy',
      'skills',
      'share',
      'offerSeconds',
      'overflow',
      'overflowAfter',
      'wrapUp',
      'waitingMax',
      'familiar',
      'answer',
      'steps',
      'picking',
      'interruptible',
      'leftMessages',
      'codes',
      'extensions',
      'guestShare',
      'callbacks',
      'members',
    ],
  },
  {
    key: 'agents',
    path: '/settings/agents',
    needs: 'settings_read',
    fields: ['role', 'queues', 'posts', 'skills', 'capacity', 'profile', 'active', 'resetPassword'],
  },
  {
    key: 'capacity',
    path: '/settings/capacity-profiles',
    needs: 'settings_read',
    fields: ['shares'],
  },
  {
    key: 'wrapUpCodes',
    path: '/settings/wrap-up-codes',
    needs: 'settings_read',
    fields: ['new'],
  },
  {
    key: 'presenceReasons',
    path: '/settings/presence-reasons',
    needs: 'settings_read',
    fields: ['new', 'kind', 'productive', 'limit', 'precedence'],
  },
  {
    key: 'entry',
    path: '/settings/entry-rules',
    needs: 'settings_read',
    fields: ['queue', 'agent'],
  },
  {
    key: 'priority',
    path: '/settings/priority',
    needs: 'settings_read',
    fields: ['most', 'gives', 'counts'],
  },
  {
    key: 'calendars',
    path: '/settings/calendars',
    needs: 'settings_read',
    fields: ['zone', 'week', 'exceptions', 'import'],
  },
  {
    key: 'contacts',
    path: '/settings/contacts',
    needs: 'settings_read',
    fields: ['tags', 'fields'],
  },
  { key: 'segments', path: '/settings/segments', needs: 'settings_read', fields: ['when'] },
  {
    key: 'skills',
    path: '/settings/skills',
    needs: 'settings_read',
    fields: ['add', 'asked', 'able'],
  },
  {
    key: 'numbers',
    path: '/settings/numbers',
    needs: 'settings_read',
    fields: ['number', 'inbox', 'trunks', 'outbound', 'prefixes', 'active'],
  },
  {
    key: 'trunks',
    path: '/settings/trunks',
    needs: 'settings_read',
    fields: [
      'host',
      'transport',
      'port',
      'ca',
      'sources',
      'credentials',
      'registers',
      'srtp',
      'codecs',
      'callerId',
      'callsMax',
    ],
  },
  {
    key: 'phones',
    path: '/settings/phones',
    needs: 'settings_read',
    fields: ['agent', 'rings', 'credentials', 'renew', 'active'],
  },
  {
    key: 'voice',
    path: '/settings/voice',
    needs: 'settings_read',
    fields: [
      'recording',
      'retention',
      'country',
      'prefixes',
      'share',
      'callsMax',
      'agentCalls',
      'agentMinutes',
    ],
  },
  {
    key: 'webhooks',
    path: '/settings/webhooks',
    needs: 'settings_write',
    fields: ['url', 'events', 'secret', 'log', 'test'],
  },
  {
    key: 'routingHook',
    path: '/settings/routing-hook',
    needs: 'settings_write',
    fields: ['url', 'timeout', 'queues', 'secret', 'try'],
  },
  {
    key: 'apiKeys',
    path: '/settings/api-keys',
    needs: 'agent_manage',
    fields: ['agent', 'scopes', 'lasts', 'revoke'],
  },
  { key: 'signIns', path: '/settings/sign-ins', fields: ['end'] },
]

export function sectionsFor(permissions: readonly Permission[]): Section[] {
  return SECTIONS.filter((section) => !section.needs || permissions.includes(section.needs))
}

/** Where `/settings` leads: the first part this person may see. */
export function firstPath(permissions: readonly Permission[]): string {
  return sectionsFor(permissions)[0]?.path ?? '/settings/sign-ins'
}
