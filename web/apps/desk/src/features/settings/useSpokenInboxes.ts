import { computed } from 'vue'
import { useTelephone } from '../call'
import { useInboxes } from './useSettingsRecords'

/** The inboxes that take calls, and the reading of all. */
export function useSpokenInboxes() {
  const { isSpoken } = useTelephone()
  const inboxes = useInboxes()
  return { inboxes, spoken: computed(() => inboxes.items.value.filter(isSpoken)) }
}
