import { onScopeDispose, shallowReadonly, shallowRef } from 'vue'

const SHOWN_MS = 2000

/** Copies text and says for a moment that it did. Without a secure page there is no clipboard. */
export function useCopy(clipboard: Clipboard | undefined = navigator.clipboard) {
  const copied = shallowRef(false)
  let timer: ReturnType<typeof setTimeout> | undefined

  /** False when the browser does not allow it: the text should then be selected for the person. */
  async function copy(text: string): Promise<boolean> {
    try {
      if (!clipboard) return false
      await clipboard.writeText(text)
    } catch {
      return false
    }
    copied.value = true
    clearTimeout(timer)
    timer = setTimeout(() => (copied.value = false), SHOWN_MS)
    return true
  }

  onScopeDispose(() => clearTimeout(timer))
  return { copied: shallowReadonly(copied), copy }
}
