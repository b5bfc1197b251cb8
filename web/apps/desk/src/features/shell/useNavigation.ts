import { computed } from 'vue'
import { useRoute } from 'vue-router'
import { useDesk } from '../../desk'

/** Where we are, and which ways are open to this agent. */
export function useNavigation() {
  const route = useRoute()
  const { account } = useDesk()
  return {
    isConversations: computed(() => route.path === '/' || route.path.startsWith('/sessions')),
    isFloor: computed(() => route.path.startsWith('/floor')),
    mayFloor: computed(() => account.can('session_read_all')),
    isSettings: computed(() => route.path.startsWith('/settings')),
    isReports: computed(() => route.path.startsWith('/reports')),
    maySettings: computed(() => account.can('settings_read')),
  }
}
