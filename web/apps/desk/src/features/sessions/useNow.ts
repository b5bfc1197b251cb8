import { onScopeDispose, ref } from 'vue'

/** A clock that ticks for as long as its component lives. */
export function useNow(now: () => number, everyMs: number) {
  const value = ref(now())
  const timer = setInterval(() => (value.value = now()), everyMs)
  onScopeDispose(() => clearInterval(timer))
  return value
}
