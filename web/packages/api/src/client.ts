import { createCallApi } from './calls'
import type * as c from './contract'
import {
  createTransport,
  withQuery,
  type CallOptions,
  type PageQuery,
  type Query,
  type TransportOptions,
} from './transport'
import { createHandlingApi } from './handling'
import { createReportApi } from './reports'
import { createRulesApi } from './rules'
import { createTelephoneApi } from './telephone'
import { createWebhookApi } from './webhooks'
import { settingsCalls } from './settings'
import { upload, type UploadOptions } from './upload'

/** The staff side of the REST API, one function per operation (docs/guide/api.md). */
export type Api = ReturnType<typeof createApi>

export function createApi(options: TransportOptions = {}) {
  const base = options.base ?? '/api/v1'
  const { get, send } = createTransport(options)
  const page = (query: PageQuery = {}): Query => ({ ...query })

  return {
    setup: (o?: CallOptions) => get<c.Setup>('/setup', {}, o),
    createSetup: (body: c.SetupBody) => send<c.Me>('POST', '/setup', body),
    signIn: (body: c.SignInBody) => send<c.Me>('POST', '/sign-in', body),
    signOut: () => send<void>('POST', '/sign-out'),
    me: (o?: CallOptions) => get<c.Me>('/me', {}, o),
    setPresence: (body: c.PresenceBody) => send<c.Agent>('POST', '/me/presence', body),
    endWrapUp: () => send<c.Agent>('DELETE', '/me/wrap-up'),
    signIns: (q?: PageQuery) => get<c.Page<c.SignIn>>('/sign-ins', page(q)),
    revokeSignIn: (id: c.Id) => send<void>('DELETE', `/sign-ins/${id}`),

    ...settingsCalls({ get, send }),

    ...createWebhookApi({ get, send }),
    ...createCallApi({ get, send }),
    ...createTelephoneApi({ get, send }),
    ...createRulesApi({ get, send }),
    ...createReportApi({ get }, base),
    ...createHandlingApi({ get, send }),

    floor: (o?: CallOptions) => get<c.Floor>('/floor', {}, o),
    setAgentPresence: (id: c.Id, body: c.PresenceBody) =>
      send<c.Agent>('POST', `/agents/${id}/presence`, body),
    reassign: (id: c.Id, body: c.ReassignBody = {}) =>
      send<c.Reassigned>('POST', `/agents/${id}/reassign`, body),
    takeSession: (id: c.Id) => send<c.Session>('POST', `/sessions/${id}/take`),
    counts: (o?: CallOptions) => get<c.Counts>('/counts', {}, o),
    sessions: (list: c.SessionList, q?: PageQuery, o?: CallOptions) =>
      get<c.Page<c.Session>>('/sessions', { list, ...q }, o),
    sessionRouting: (id: c.Id, o?: CallOptions) =>
      get<c.SessionRouting>(`/sessions/${id}/routing`, {}, o),
    session: (id: c.Id, o?: CallOptions) => get<c.Session>(`/sessions/${id}`, {}, o),
    acceptOffer: (id: c.Id, offer: number) =>
      send<c.Session>('POST', `/sessions/${id}/accept`, { offer } satisfies c.OfferBody),
    declineOffer: (id: c.Id, offer: number) =>
      send<c.Session>('POST', `/sessions/${id}/decline`, { offer } satisfies c.OfferBody),
    closeSession: (id: c.Id, body: c.CloseBody) =>
      send<c.Session>('POST', `/sessions/${id}/close`, body),
    summarizeSession: (id: c.Id, body: c.SummaryBody) =>
      send<c.Session>('POST', `/sessions/${id}/summary`, body),
    transferSession: (id: c.Id, body: c.TransferBody) =>
      send<c.Session>('POST', `/sessions/${id}/transfer`, body),

    messages: (conversation: c.Id, before?: number, limit?: number, o?: CallOptions) =>
      get<c.Page<c.Message>>(`/conversations/${conversation}/messages`, { before, limit }, o),
    postMessage: (conversation: c.Id, body: c.MessageBody) =>
      send<c.Message>('POST', `/conversations/${conversation}/messages`, body),
    markRead: (conversation: c.Id, seq: number) =>
      send<void>('POST', `/conversations/${conversation}/read`, { seq } satisfies c.ReadBody),
    contact: (id: c.Id, o?: CallOptions) => get<c.ContactDetail>(`/contacts/${id}`, {}, o),
    updateContact: (id: c.Id, body: c.ContactPatch, o?: CallOptions) =>
      send<c.Contact>('PATCH', `/contacts/${id}`, body, o),
    search: (q: string, query?: PageQuery, o?: CallOptions) =>
      get<c.Page<c.SearchHit>>('/search', { q, ...query }, o),

    uploadAttachment: (conversation: c.Id, file: File, o?: UploadOptions) =>
      upload(
        base + withQuery('/attachments', { conversation_id: conversation, name: file.name }),
        file,
        o,
      ),
  }
}
