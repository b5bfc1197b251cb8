import { shallowRef } from 'vue'

const isOpen = shallowRef(false)

/** The sheet of shortcuts, of which a page has one. */
export function useHelp() {
  return { isOpen, open: () => (isOpen.value = true) }
}
