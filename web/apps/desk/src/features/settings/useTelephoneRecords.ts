import type { Phone, PhoneNumber, Trunk } from '@parley/api'
import { onScopeDispose } from 'vue'
import { useDesk } from '../../desk'
import { useRecords } from './useRecords'

/** A line's state changes without an event of its own, so that it is looked at again. */
const LOOK_MS = 5_000

interface Kept<T> {
  put: (item: T) => void
}

function lookedAt<T extends { id: string }, R extends Kept<T>>(
  records: R,
  load: () => Promise<{ items: T[] }>,
): R {
  const timer = setInterval(async () => {
    if (document.hidden) return
    const page = await load().catch(() => undefined)
    page?.items.forEach(records.put)
  }, LOOK_MS)
  onScopeDispose(() => clearInterval(timer))
  return records
}

export function useTrunks() {
  const { api, live } = useDesk()
  const records = useRecords<Trunk>({
    load: api.trunks,
    changes: live,
    stale: (event) => event.kind.startsWith('trunk_'),
  })
  return lookedAt(records, () => api.trunks({ limit: 200 }))
}

export function usePhones() {
  const { api, live } = useDesk()
  const records = useRecords<Phone>({
    load: api.phones,
    changes: live,
    stale: (event) => event.kind.startsWith('phone_') && !event.kind.startsWith('phone_number'),
  })
  return lookedAt(records, () => api.phones({ limit: 200 }))
}

export function usePhoneNumbers() {
  const { api, live } = useDesk()
  return useRecords<PhoneNumber>({
    load: api.phoneNumbers,
    changes: live,
    stale: (event) => event.kind.startsWith('phone_number_'),
  })
}
