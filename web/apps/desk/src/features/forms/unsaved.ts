import { onScopeDispose, watch } from 'vue'

let pages = 0

/** Whether something on the page would be lost by leaving it. */
export const isUnsaved = () => pages > 0

/** Counts the calling component's form among those while it is dirty. */
export function useUnsaved(dirty: () => boolean) {
  watch(
    dirty,
    (now, before) => {
      pages += Number(now) - Number(before ?? false)
    },
    { immediate: true, flush: 'sync' },
  )
  onScopeDispose(() => {
    if (dirty()) pages -= 1
  })
}
