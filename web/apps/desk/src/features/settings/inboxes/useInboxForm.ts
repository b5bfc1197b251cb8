import type { Api, Inbox, InboxPatch, PreChatField, Queue } from '@parley/api'
import { checkLength, checkName, onlyWrong, useForm, type Phrase } from '../../forms'
import { isColour } from './accent'
import { DOMAINS_MAX, domainsOf, wrongDomain } from './domains'

export const GREETING_MAX = 500
export const ACCENT_DEFAULT = '#2563eb'
export const PRE_CHAT_FIELDS: readonly PreChatField[] = ['name', 'email', 'phone']

export interface InboxValues {
  /** '': the server's usual one. Chosen once, when the inbox is made. */
  channel: string
  name: string
  queue_id: string
  greeting: string
  locale: string
  accent: string
  /** As typed: one website to a line. */
  domains: string
  pre_chat: PreChatField[]
  active: boolean
}

export function inboxValues(inbox: Inbox | undefined, queues: readonly Queue[]): InboxValues {
  if (!inbox) {
    return {
      channel: '',
      name: '',
      queue_id: queues.find((queue) => queue.active)?.id ?? '',
      greeting: '',
      locale: '',
      accent: ACCENT_DEFAULT,
      domains: '',
      pre_chat: [],
      active: true,
    }
  }
  const { channel, name, queue_id, greeting, locale, accent, domains, pre_chat, active } = inbox
  return {
    channel,
    name,
    queue_id,
    greeting,
    locale,
    accent,
    domains: domains.join('\n'),
    pre_chat,
    active,
  }
}

function checkDomains(text: string): Phrase | undefined {
  const domains = domainsOf(text)
  const domain = wrongDomain(domains)
  if (domain !== undefined) return { key: 'inboxes.domainsWrong', params: { domain } }
  if (domains.length <= DOMAINS_MAX) return undefined
  return { key: 'inboxes.domainsMany', params: { max: DOMAINS_MAX } }
}

function check(values: InboxValues) {
  const colour = isColour(values.accent)
  return onlyWrong({
    name: checkName(values.name),
    queue_id: values.queue_id ? undefined : { key: 'form.required' },
    greeting: checkLength(values.greeting, GREETING_MAX),
    accent: colour
      ? undefined
      : { key: 'inboxes.accentWrong', params: { example: ACCENT_DEFAULT } },
    domains: checkDomains(values.domains),
  })
}

function patchOf({ domains, channel: _channel, ...rest }: Partial<InboxValues>): InboxPatch {
  return domains === undefined ? rest : { ...rest, domains: domainsOf(domains) }
}

export function useInboxForm(
  api: Pick<Api, 'inbox' | 'createInbox' | 'updateInbox'>,
  inbox: Inbox | undefined,
  queues: readonly Queue[],
) {
  const id = inbox?.id
  const stored = (now: Inbox) => ({ values: inboxValues(now, queues), version: now.version })
  return useForm(inboxValues(inbox, queues), {
    check,
    version: inbox?.version,
    reread: id ? async () => stored(await api.inbox(id)) : undefined,
    async save({ active: _active, channel, ...values }, changed, version): Promise<Inbox> {
      if (id) return api.updateInbox(id, patchOf(changed), { version })
      const body = { ...values, domains: domainsOf(values.domains) }
      return api.createInbox(channel ? { ...body, channel } : body)
    },
  })
}
