import type * as c from './contract'
import type { CallOptions, PageQuery, Transport } from './transport'

export interface CodeQuery {
  from: number
  to: number
  queue_id?: c.Id | undefined
  inbox_id?: c.Id | undefined
  agent_id?: c.Id | undefined
}

export type PresenceQuery = Pick<CodeQuery, 'from' | 'to' | 'agent_id'>

/** How sessions are handled: colleagues, callbacks, picking, wrap-up codes, capacity profiles. */
export function createHandlingApi({ get, send }: Pick<Transport, 'get' | 'send'>) {
  const colleague = (session: c.Id, id: c.Id) => `/sessions/${session}/colleagues/${id}`
  return {
    targets: (o?: CallOptions) => get<c.Targets>('/targets', {}, o),
    askColleague: (session: c.Id, body: c.ColleagueBody) =>
      send<c.Session>('POST', `/sessions/${session}/colleagues`, body),
    acceptQuestion: (session: c.Id, id: c.Id) =>
      send<c.Session>('POST', `${colleague(session, id)}/accept`),
    declineQuestion: (session: c.Id, id: c.Id) =>
      send<c.Session>('POST', `${colleague(session, id)}/decline`),
    endColleague: (session: c.Id, id: c.Id) => send<c.Session>('DELETE', colleague(session, id)),
    pickSession: (session: c.Id) => send<c.Session>('POST', `/sessions/${session}/pick`),
    requestCallback: (session: c.Id, number: string) =>
      send<c.Session>('POST', `/sessions/${session}/callback`, {
        number,
      } satisfies c.CallbackBody),
    extendWrapUp: () => send<c.Agent>('POST', '/me/wrap-up'),

    wrapUpCodes: (q?: PageQuery) => get<c.Page<c.WrapUpCode>>('/wrap-up-codes', { ...q }),
    createWrapUpCode: (body: c.WrapUpCodeBody) =>
      send<c.WrapUpCode>('POST', '/wrap-up-codes', body),
    updateWrapUpCode: (id: c.Id, body: c.WrapUpCodePatch, o?: CallOptions) =>
      send<c.WrapUpCode>('PATCH', `/wrap-up-codes/${id}`, body, o),
    codeReport: (query: CodeQuery, o?: CallOptions) =>
      get<c.CodeReport>('/reports/wrap-up-codes', { ...query }, o),

    presenceReasons: (q?: PageQuery) =>
      get<c.Page<c.PresenceReason>>('/presence-reasons', { ...q }),
    createPresenceReason: (body: c.PresenceReasonBody) =>
      send<c.PresenceReason>('POST', '/presence-reasons', body),
    updatePresenceReason: (id: c.Id, body: c.PresenceReasonPatch, o?: CallOptions) =>
      send<c.PresenceReason>('PATCH', `/presence-reasons/${id}`, body, o),
    presenceReport: (query: PresenceQuery, o?: CallOptions) =>
      get<c.PresenceReport>('/reports/presence', { ...query }, o),

    capacityProfiles: (q?: PageQuery) =>
      get<c.Page<c.CapacityProfile>>('/capacity-profiles', { ...q }),
    createCapacityProfile: (body: c.CapacityProfileBody) =>
      send<c.CapacityProfile>('POST', '/capacity-profiles', body),
    updateCapacityProfile: (id: c.Id, body: c.CapacityProfilePatch, o?: CallOptions) =>
      send<c.CapacityProfile>('PATCH', `/capacity-profiles/${id}`, body, o),
    deleteCapacityProfile: (id: c.Id) => send<void>('DELETE', `/capacity-profiles/${id}`),
  }
}
