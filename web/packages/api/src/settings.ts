import type * as c from './contract'
import type { CallOptions, PageQuery, Transport } from './transport'

/** What administrators set. Changes take the version they stand on (docs/guide/api.md). */
export function settingsCalls({ get, send }: Transport) {
  const page = (query: PageQuery = {}) => ({ ...query })

  return {
    workspace: () => get<c.Workspace>('/workspace'),
    updateWorkspace: (body: c.WorkspacePatch, o?: CallOptions) =>
      send<c.Workspace>('PATCH', '/workspace', body, o),
    agents: (q?: PageQuery, o?: CallOptions) => get<c.Page<c.Agent>>('/agents', page(q), o),
    agent: (id: c.Id, o?: CallOptions) => get<c.Agent>(`/agents/${id}`, {}, o),
    createAgent: (body: c.AgentBody) => send<c.Agent>('POST', '/agents', body),
    updateAgent: (id: c.Id, body: c.AgentPatch, o?: CallOptions) =>
      send<c.Agent>('PATCH', `/agents/${id}`, body, o),
    queues: (q?: PageQuery, o?: CallOptions) => get<c.Page<c.Queue>>('/queues', page(q), o),
    queue: (id: c.Id, o?: CallOptions) => get<c.Queue>(`/queues/${id}`, {}, o),
    createQueue: (body: c.QueueBody) => send<c.Queue>('POST', '/queues', body),
    updateQueue: (id: c.Id, body: c.QueuePatch, o?: CallOptions) =>
      send<c.Queue>('PATCH', `/queues/${id}`, body, o),
    inboxes: (q?: PageQuery, o?: CallOptions) => get<c.Page<c.Inbox>>('/inboxes', page(q), o),
    inbox: (id: c.Id, o?: CallOptions) => get<c.Inbox>(`/inboxes/${id}`, {}, o),
    createInbox: (body: c.InboxBody) => send<c.Inbox>('POST', '/inboxes', body),
    updateInbox: (id: c.Id, body: c.InboxPatch, o?: CallOptions) =>
      send<c.Inbox>('PATCH', `/inboxes/${id}`, body, o),
    channels: (o?: CallOptions) => get<c.Page<c.Channel>>('/channels', {}, o),
    apiKeys: (q?: PageQuery) => get<c.Page<c.ApiKey>>('/api-keys', page(q)),
    createApiKey: (body: c.ApiKeyBody) => send<c.MadeApiKey>('POST', '/api-keys', body),
    revokeApiKey: (id: c.Id) => send<void>('DELETE', `/api-keys/${id}`),
  }
}
