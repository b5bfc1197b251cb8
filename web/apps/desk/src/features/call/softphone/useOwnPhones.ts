import type { Phone } from '@parley/api'
import { shallowReadonly, shallowRef } from 'vue'
import { useDesk } from '../../../desk'

/** The desk phones of this agent that can be rung now; none where they may not be read. */
export function useOwnPhones() {
  const { api, account } = useDesk()
  const phones = shallowRef<readonly Phone[]>([])

  async function load() {
    const page = await api.phones().catch(() => undefined)
    phones.value =
      page?.items.filter(
        (one) => one.agent_id === account.agentId.value && one.active && one.registered,
      ) ?? []
  }
  return { phones: shallowReadonly(phones), load }
}
