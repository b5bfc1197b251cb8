import { onScopeDispose, shallowReadonly, shallowRef, watch, type Ref } from 'vue'

/** True once `is` has been true for a while. */
export function refWhile(is: Readonly<Ref<boolean>>, ms: number) {
  const held = shallowRef(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(
    is,
    (now) => {
      clearTimeout(timer)
      if (now) timer = setTimeout(() => (held.value = true), ms)
      else held.value = false
    },
    { immediate: true },
  )
  onScopeDispose(() => clearTimeout(timer))
  return shallowReadonly(held)
}
