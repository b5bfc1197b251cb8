import { onScopeDispose, ref } from 'vue'

/** True while the window is at least so wide. */
export function useWide(minPx: number) {
  const query = window.matchMedia(`(min-width: ${minPx}px)`)
  const wide = ref(query.matches)
  const look = () => (wide.value = query.matches)
  query.addEventListener('change', look)
  onScopeDispose(() => query.removeEventListener('change', look))
  return wide
}
