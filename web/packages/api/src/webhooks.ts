import type * as c from './contract'
import type { CallOptions, PageQuery, Transport } from './transport'

/** The part of the API that sets up webhooks and the routing hook, and reads their logs. */
export function createWebhookApi({ get, send }: Pick<Transport, 'get' | 'send'>) {
  return {
    routingHook: () => get<c.RoutingHook>('/routing-hook'),
    updateRoutingHook: (body: c.RoutingHookPatch, o?: CallOptions) =>
      send<c.RoutingHook>('PATCH', '/routing-hook', body, o),
    rotateRoutingHookSecret: () => send<c.RoutingHook>('POST', '/routing-hook/secret'),
    tryRoutingHook: (body: c.RoutingHookTrialBody) =>
      send<c.RoutingHookTrial>('POST', '/routing-hook/trial', body),
    webhooks: (q?: PageQuery) => get<c.Page<c.Webhook>>('/webhooks', { ...q }),
    webhook: (id: c.Id) => get<c.Webhook>(`/webhooks/${id}`),
    createWebhook: (body: c.WebhookBody) => send<c.WebhookMade>('POST', '/webhooks', body),
    updateWebhook: (id: c.Id, body: c.WebhookPatch, o?: CallOptions) =>
      send<c.Webhook>('PATCH', `/webhooks/${id}`, body, o),
    deleteWebhook: (id: c.Id) => send<void>('DELETE', `/webhooks/${id}`),
    rotateWebhookSecret: (id: c.Id) => send<c.WebhookMade>('POST', `/webhooks/${id}/secret`),
    testWebhook: (id: c.Id) => send<c.WebhookDelivery>('POST', `/webhooks/${id}/test`),
    webhookDeliveries: (id: c.Id, q: PageQuery & { state?: c.DeliveryState } = {}) =>
      get<c.Page<c.WebhookDelivery>>(`/webhooks/${id}/deliveries`, { ...q }),
    replayDelivery: (id: c.Id, delivery: c.Id) =>
      send<c.WebhookDelivery>('POST', `/webhooks/${id}/deliveries/${delivery}/replay`),
    replayWebhook: (id: c.Id, body: c.WebhookReplayBody) =>
      send<c.WebhookReplayed>('POST', `/webhooks/${id}/replay`, body),
  }
}
