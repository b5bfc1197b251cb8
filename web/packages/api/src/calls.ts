import type * as c from './contract'
import type * as d from './draft'
import type { CallOptions, PageQuery, Transport } from './transport'

export type CallsQuery = PageQuery & { conversation_id?: c.Id; contact_id?: c.Id; list?: 'open' }

/** Calls as they go on and as they were, and what is done within one. */
export function createCallApi({ get, send }: Pick<Transport, 'get' | 'send'>, base: string) {
  const at = (call: c.Id, what: string) => `/calls/${call}/${what}`
  const act = (call: c.Id, what: string, body: object = {}) =>
    send<d.Call>('POST', at(call, what), body)

  return {
    calls: (q: CallsQuery, o?: CallOptions) => get<c.Page<d.Call>>('/calls', { ...q }, o),
    call: (id: c.Id, o?: CallOptions) => get<d.Call>(`/calls/${id}`, {}, o),
    dial: (body: d.DialBody) => send<d.Call>('POST', '/calls', body),
    joinCall: (id: c.Id, offer: string, o?: CallOptions) =>
      send<c.JoinedCall>('POST', at(id, 'browser'), { offer } satisfies c.JoinCallBody, o),
    ringPhone: (id: c.Id, phone: c.Id) => act(id, 'phone', { phone_id: phone }),
    holdCall: (id: c.Id, held: boolean) => act(id, 'hold', { held }),
    pressKeys: (id: c.Id, keys: string) => send<void>('POST', at(id, 'keys'), { keys }),
    consult: (id: c.Id, target: d.CallTarget) => act(id, 'consult', target),
    conference: (id: c.Id) => act(id, 'conference'),
    /** Without a target: to the one who is being consulted. */
    transferCall: (id: c.Id, target: d.CallTarget = {}) => act(id, 'transfer', target),
    dropLeg: (id: c.Id, leg: c.Id) => send<d.Call>('DELETE', `/calls/${id}/legs/${leg}`),
    pauseRecording: (id: c.Id, paused: boolean) => act(id, 'recording', { paused }),
    hangUp: (id: c.Id) => act(id, 'hang-up'),
    echoTest: (offer: string, o?: CallOptions) =>
      send<c.JoinedCall>('POST', '/echo-test', { offer } satisfies c.JoinCallBody, o),

    /** Where the sound is; every reading of it is written down by the server. */
    recordingUrl: (id: c.Id) => `${base}/recordings/${id}/audio`,
    waveform: (id: c.Id, o?: CallOptions) => get<d.Waveform>(`/recordings/${id}/waveform`, {}, o),
    deleteRecording: (id: c.Id) => send<void>('DELETE', `/recordings/${id}`),
  }
}
