import { onScopeDispose } from 'vue'

/** "Alt+KeyJ", "?" or "/": a physical key with Alt, or a character typed outside a field. */
export type Chord = string

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
}

export function chordOf(event: KeyboardEvent): Chord | undefined {
  if (event.ctrlKey || event.metaKey || event.isComposing) return undefined
  // With Alt the character differs from layout to layout (⌥J is ∆ on a Mac); the key does not.
  if (event.altKey) return `Alt+${event.code}`
  return isTyping(event.target) ? undefined : event.key
}

/**
 * Runs what is bound to a key while the calling component lives; dialogs keep their own keys,
 * unless it is to work everywhere.
 */
export function useKeys(bindings: Record<Chord, () => void>, everywhere = false) {
  function hear(event: KeyboardEvent) {
    const chord = chordOf(event)
    const run = chord === undefined ? undefined : bindings[chord]
    if (!run || (!everywhere && document.querySelector('[role="dialog"]'))) return
    event.preventDefault()
    run()
  }
  window.addEventListener('keydown', hear)
  onScopeDispose(() => window.removeEventListener('keydown', hear))
}
