import type * as c from './contract'
import type { CallOptions, PageQuery, Transport } from './transport'

export type CallsQuery = PageQuery & { conversation_id?: c.Id; contact_id?: c.Id }

/** Calls as they go on and as they were, and what is done within one. */
export function createCallApi({ get, send }: Pick<Transport, 'get' | 'send'>) {
  const at = (call: c.Id, what: string) => `/calls/${call}/${what}`
  const act = (call: c.Id, what: string, body: object = {}) =>
    send<c.Call>('POST', at(call, what), body)

  return {
    /** Of a conversation or a contact, newest first; of neither: those that go on. */
    calls: (q: CallsQuery, o?: CallOptions) => get<c.Page<c.Call>>('/calls', { ...q }, o),
    call: (id: c.Id, o?: CallOptions) => get<c.Call>(`/calls/${id}`, {}, o),
    dial: (body: c.DialBody) => send<c.Call>('POST', '/calls', body),
    joinCall: (id: c.Id, offer: string, o?: CallOptions) =>
      send<c.BrowserAnswer>('POST', at(id, 'browser'), { offer } satisfies c.BrowserBody, o),
    superviseCall: (id: c.Id, body: c.SuperviseBody, o?: CallOptions) =>
      send<c.BrowserAnswer>('POST', at(id, 'supervise'), body, o),
    changeSupervision: (id: c.Id, mode: c.Supervision) => act(id, 'supervision', { mode }),
    ringPhone: (id: c.Id, phone: c.Id) => act(id, 'phone', { phone_id: phone }),
    holdCall: (id: c.Id, held: boolean) => act(id, 'hold', { held }),
    pressKeys: (id: c.Id, keys: string) => send<void>('POST', at(id, 'keys'), { keys }),
    consult: (id: c.Id, target: c.CallTargetBody) => act(id, 'consult', target),
    conference: (id: c.Id) => act(id, 'conference'),
    /** Without a target: to the one who is being consulted. */
    transferCall: (id: c.Id, target: c.CallTargetBody = {}) => act(id, 'transfer', target),
    dropLeg: (id: c.Id, leg: c.Id) => send<c.Call>('DELETE', `/calls/${id}/legs/${leg}`),
    pauseRecording: (id: c.Id, paused: boolean) => act(id, 'recording', { paused }),
    hangUp: (id: c.Id) => act(id, 'hang-up'),
    echoTest: (offer: string, o?: CallOptions) =>
      send<c.BrowserAnswer>('POST', '/echo-test', { offer } satisfies c.BrowserBody, o),

    /** Written down by the server: the address of the sound, for this agent and a while. */
    playRecording: (id: c.Id) => send<c.Play>('POST', `/recordings/${id}/play`),
    waveform: (id: c.Id, o?: CallOptions) => get<c.Waveform>(`/recordings/${id}/waveform`, {}, o),
    deleteRecording: (id: c.Id) => send<void>('DELETE', `/recordings/${id}`),
  }
}
