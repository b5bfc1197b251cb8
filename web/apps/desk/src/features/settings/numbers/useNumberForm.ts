import type { Api, Id, Inbox, PhoneNumber } from '@parley/api'
import { onlyWrong, useForm, type Phrase } from '../../forms'
import { dialable } from '../../call'
import { prefixesOf, wrongPrefix } from '../lines'

const TRUNKS_MAX = 10
const PREFIXES_MAX = 50

export interface NumberValues {
  number: string
  inbox_id: Id
  trunk_ids: Id[]
  outbound: boolean
  /** As typed: one to a line. */
  prefixes: string
  active: boolean
}

export function numberValues(number: PhoneNumber | undefined, inboxes: readonly Inbox[]) {
  const values: NumberValues = {
    number: number?.number ?? '',
    inbox_id: number?.inbox_id ?? inboxes.find((one) => one.active)?.id ?? '',
    trunk_ids: [...(number?.trunk_ids ?? [])],
    outbound: number?.outbound ?? true,
    prefixes: (number?.prefixes ?? []).join('\n'),
    active: number?.active ?? true,
  }
  return values
}

export function checkPrefixes(text: string, most: number): Phrase | undefined {
  const prefixes = prefixesOf(text)
  const wrong = wrongPrefix(prefixes)
  if (wrong !== undefined) return { key: 'numbers.prefixWrong', params: { prefix: wrong } }
  if (prefixes.length <= most) return undefined
  return { key: 'numbers.prefixesMany', params: { max: most } }
}

function checkNumber(number: string): Phrase | undefined {
  if (number.trim() === '') return { key: 'form.required' }
  const bare = dialable(number)
  return bare && /^\+?\d+$/.test(bare) ? undefined : { key: 'form.refusal.bad_phone' }
}

function check(values: NumberValues) {
  const many = values.trunk_ids.length > TRUNKS_MAX
  return onlyWrong({
    number: checkNumber(values.number),
    inbox_id: values.inbox_id ? undefined : { key: 'form.required' },
    trunk_ids: many ? { key: 'form.refusal.too_many' } : undefined,
    prefixes: checkPrefixes(values.prefixes, PREFIXES_MAX),
  })
}

export function useNumberForm(
  api: Pick<Api, 'phoneNumber' | 'createPhoneNumber' | 'updatePhoneNumber'>,
  number: PhoneNumber | undefined,
  inboxes: readonly Inbox[],
) {
  const id = number?.id
  const stored = (now: PhoneNumber) => ({
    values: numberValues(now, inboxes),
    version: now.version,
  })
  return useForm(numberValues(number, inboxes), {
    check,
    version: number?.version,
    reread: id ? async () => stored(await api.phoneNumber(id)) : undefined,
    async save({ active: _active, ...values }, changed, version): Promise<PhoneNumber> {
      if (!id) {
        return api.createPhoneNumber({
          ...values,
          number: dialable(values.number) ?? values.number,
          prefixes: prefixesOf(values.prefixes),
        })
      }
      // The number itself is what the carrier calls: another one is another record.
      const { number: _number, prefixes, ...rest } = changed
      const patch = prefixes === undefined ? rest : { ...rest, prefixes: prefixesOf(prefixes) }
      return api.updatePhoneNumber(id, patch, { version })
    },
  })
}
