import { onScopeDispose, shallowReadonly, shallowRef, type Ref } from 'vue'

/** One element over the whole screen, as for a television on the wall; Escape leaves. */
export function useFullScreen(element: Readonly<Ref<HTMLElement | null>>) {
  const on = shallowRef(false)
  const heed = () => (on.value = document.fullscreenElement === element.value)
  document.addEventListener('fullscreenchange', heed)
  onScopeDispose(() => document.removeEventListener('fullscreenchange', heed))

  async function toggle() {
    if (document.fullscreenElement) await document.exitFullscreen()
    else await element.value?.requestFullscreen()
  }
  return { on: shallowReadonly(on), can: document.fullscreenEnabled === true, toggle }
}
