import { computed, shallowRef, type ShallowRef } from 'vue'

/** True while the chat is open and its tab in front. */
export function watchVisible(open: Readonly<ShallowRef<boolean>>): Readonly<ShallowRef<boolean>> {
  const front = shallowRef(document.visibilityState !== 'hidden')
  document.addEventListener('visibilitychange', () => {
    front.value = document.visibilityState !== 'hidden'
  })
  return computed(() => open.value && front.value)
}
