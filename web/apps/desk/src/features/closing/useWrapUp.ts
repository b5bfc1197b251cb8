import { computed } from 'vue'
import { useDesk } from '../../desk'
import { useNow } from '../sessions'

/** How long this agent still wraps up, in ms; 0: not at all. */
export function useWrapUp() {
  const { account, live } = useDesk()
  const now = useNow(live.now, 1000)
  return computed(() => Math.max(0, (account.me.value?.agent.wrap_up_until ?? 0) - now.value))
}
