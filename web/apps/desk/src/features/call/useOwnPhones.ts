import type { Phone } from '@parley/api'
import { shallowReadonly, shallowRef } from 'vue'
import { useDesk } from '../../desk'

/** The desk phones of this agent that can be rung now. */
export function useOwnPhones() {
  const { api } = useDesk()
  const phones = shallowRef<readonly Phone[]>([])

  async function load() {
    const page = await api.ownPhones().catch(() => undefined)
    phones.value = page?.items.filter((one) => one.active && one.registered) ?? []
  }
  return { phones: shallowReadonly(phones), load }
}
