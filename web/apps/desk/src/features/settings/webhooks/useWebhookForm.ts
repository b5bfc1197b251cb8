import type { Api, EventType, Id, Webhook, WebhookMade } from '@parley/api'
import { checkLength, onlyWrong, useForm } from '../../forms'

export const URL_MAX = 2000
export const DESCRIPTION_MAX = 200

export interface WebhookValues {
  url: string
  description: string
  everything: boolean
  events: EventType[]
  active: boolean
}

export function webhookValues(webhook?: Webhook): WebhookValues {
  return {
    url: webhook?.url ?? '',
    description: webhook?.description ?? '',
    everything: !webhook || webhook.events.length === 0,
    events: [...(webhook?.events ?? [])],
    active: webhook?.active ?? true,
  }
}

function check({ url, description, everything, events }: WebhookValues) {
  const address = url.trim()
  return onlyWrong({
    url:
      address === ''
        ? { key: 'form.required' }
        : !/^https?:\/\//.test(address)
          ? { key: 'webhooks.urlBegin' }
          : checkLength(address, URL_MAX),
    description: checkLength(description, DESCRIPTION_MAX),
    events: !everything && events.length === 0 ? { key: 'webhooks.noneChosen' } : undefined,
  })
}

const storedWebhook = (now: Webhook) => ({ values: webhookValues(now), version: now.version })

/** The webhook as it is stored now, with its secret when it is a new one. */
export type SavedWebhook = Partial<WebhookMade> & { webhook: Webhook; version: string }

export function useWebhookForm(
  api: Pick<Api, 'webhook' | 'createWebhook' | 'updateWebhook'>,
  webhook?: Webhook,
) {
  const id: Id | undefined = webhook?.id
  return useForm(webhookValues(webhook), {
    check,
    version: webhook?.version,
    reread: id ? async () => storedWebhook(await api.webhook(id)) : undefined,
    async save(values, _, version): Promise<SavedWebhook> {
      const { url, description, everything, events, active } = values
      const body = { url: url.trim(), description, events: everything ? [] : events }
      const made = id
        ? { webhook: await api.updateWebhook(id, { ...body, active }, { version }) }
        : await api.createWebhook(body)
      return { ...made, version: made.webhook.version }
    },
  })
}
