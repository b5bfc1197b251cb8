import type * as c from './contract'
import type { CallOptions, PageQuery, Transport } from './transport'

/** The part of the API that sets up telephone lines. */
export function createTelephoneApi({ get, send }: Pick<Transport, 'get' | 'send'>) {
  return {
    trunks: (q?: PageQuery) => get<c.Page<c.Trunk>>('/trunks', { ...q }),
    trunk: (id: c.Id) => get<c.Trunk>(`/trunks/${id}`),
    createTrunk: (body: c.TrunkBody) => send<c.Trunk>('POST', '/trunks', body),
    updateTrunk: (id: c.Id, body: c.TrunkPatch, o?: CallOptions) =>
      send<c.Trunk>('PATCH', `/trunks/${id}`, body, o),
    deleteTrunk: (id: c.Id) => send<void>('DELETE', `/trunks/${id}`),

    phones: (q?: PageQuery) => get<c.Page<c.Phone>>('/phones', { ...q }),
    ownPhones: () => get<c.Page<c.Phone>>('/me/phones'),
    phone: (id: c.Id) => get<c.Phone>(`/phones/${id}`),
    createPhone: (body: c.PhoneBody) => send<c.PhoneMade>('POST', '/phones', body),
    updatePhone: (id: c.Id, body: c.PhonePatch, o?: CallOptions) =>
      send<c.Phone>('PATCH', `/phones/${id}`, body, o),
    deletePhone: (id: c.Id) => send<void>('DELETE', `/phones/${id}`),
    newPhonePassword: (id: c.Id) => send<c.PhoneMade>('POST', `/phones/${id}/password`),

    phoneNumbers: (q?: PageQuery) => get<c.Page<c.PhoneNumber>>('/phone-numbers', { ...q }),
    phoneNumber: (id: c.Id) => get<c.PhoneNumber>(`/phone-numbers/${id}`),
    createPhoneNumber: (body: c.PhoneNumberBody) =>
      send<c.PhoneNumber>('POST', '/phone-numbers', body),
    updatePhoneNumber: (id: c.Id, body: c.PhoneNumberPatch, o?: CallOptions) =>
      send<c.PhoneNumber>('PATCH', `/phone-numbers/${id}`, body, o),
    deletePhoneNumber: (id: c.Id) => send<void>('DELETE', `/phone-numbers/${id}`),

    voiceSettings: () => get<c.VoiceSettings>('/voice-settings'),
    updateVoiceSettings: (body: c.VoiceSettingsPatch, o?: CallOptions) =>
      send<c.VoiceSettings>('PATCH', '/voice-settings', body, o),
    voiceStatus: () => get<c.VoiceStatus>('/voice'),
  }
}
