import type { Api, Id, Phone } from '@parley/api'
import { checkName, onlyWrong, useForm } from '../../forms'

export interface PhoneValues {
  name: string
  agent_id: Id
  rings: boolean
  active: boolean
}

export function phoneValues(phone?: Phone): PhoneValues {
  return {
    name: phone?.name ?? '',
    agent_id: phone?.agent_id ?? '',
    rings: phone?.rings ?? true,
    active: phone?.active ?? true,
  }
}

/** The phone as it is stored now, with its password when it is a new one. */
export interface SavedPhone {
  phone: Phone
  password?: string
  version: string
}

export function usePhoneForm(
  api: Pick<Api, 'phone' | 'createPhone' | 'updatePhone'>,
  phone?: Phone,
) {
  const id = phone?.id
  const stored = (now: Phone) => ({ values: phoneValues(now), version: now.version })
  return useForm(phoneValues(phone), {
    check: (values) =>
      onlyWrong({
        name: checkName(values.name),
        agent_id: values.agent_id ? undefined : { key: 'form.required' },
      }),
    version: phone?.version,
    reread: id ? async () => stored(await api.phone(id)) : undefined,
    async save({ active: _active, ...values }, changed, version): Promise<SavedPhone> {
      const made = id
        ? { phone: await api.updatePhone(id, changed, { version }) }
        : await api.createPhone(values)
      return { ...made, version: made.phone.version }
    },
  })
}
