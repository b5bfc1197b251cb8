import type * as c from './contract'
import type * as d from './draft'
import type { CallOptions, PageQuery, Transport } from './transport'

/** The part of the API that sets up telephone lines. */
export function createTelephoneApi({ get, send }: Pick<Transport, 'get' | 'send'>) {
  return {
    trunks: (q?: PageQuery) => get<c.Page<d.Trunk>>('/trunks', { ...q }),
    trunk: (id: c.Id) => get<d.Trunk>(`/trunks/${id}`),
    createTrunk: (body: d.TrunkBody) => send<d.Trunk>('POST', '/trunks', body),
    updateTrunk: (id: c.Id, body: d.TrunkPatch, o?: CallOptions) =>
      send<d.Trunk>('PATCH', `/trunks/${id}`, body, o),
    deleteTrunk: (id: c.Id) => send<void>('DELETE', `/trunks/${id}`),

    phones: (q?: PageQuery) => get<c.Page<d.Phone>>('/phones', { ...q }),
    phone: (id: c.Id) => get<d.Phone>(`/phones/${id}`),
    createPhone: (body: d.PhoneBody) => send<d.PhoneMade>('POST', '/phones', body),
    updatePhone: (id: c.Id, body: d.PhonePatch, o?: CallOptions) =>
      send<d.Phone>('PATCH', `/phones/${id}`, body, o),
    deletePhone: (id: c.Id) => send<void>('DELETE', `/phones/${id}`),
    newPhonePassword: (id: c.Id) => send<d.PhoneMade>('POST', `/phones/${id}/password`),

    phoneNumbers: (q?: PageQuery) => get<c.Page<d.PhoneNumber>>('/phone-numbers', { ...q }),
    phoneNumber: (id: c.Id) => get<d.PhoneNumber>(`/phone-numbers/${id}`),
    createPhoneNumber: (body: d.PhoneNumberBody) =>
      send<d.PhoneNumber>('POST', '/phone-numbers', body),
    updatePhoneNumber: (id: c.Id, body: d.PhoneNumberPatch, o?: CallOptions) =>
      send<d.PhoneNumber>('PATCH', `/phone-numbers/${id}`, body, o),
    deletePhoneNumber: (id: c.Id) => send<void>('DELETE', `/phone-numbers/${id}`),

    voiceSettings: () => get<d.VoiceSettings>('/voice-settings'),
    updateVoiceSettings: (body: d.VoiceSettingsPatch, o?: CallOptions) =>
      send<d.VoiceSettings>('PATCH', '/voice-settings', body, o),
    voiceStatus: () => get<d.VoiceStatus>('/voice'),
  }
}
