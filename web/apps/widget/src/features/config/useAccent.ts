import { onScopeDispose } from 'vue'
import { inkOn, parseColour, readableOn } from '../../shared/accent'

/** Puts the inbox's colour in place of the tokens' accent, readable in light and in dark. */
export function useAccent(accent: string) {
  if (!parseColour(accent)) return
  const root = document.documentElement.style
  const dark = matchMedia('(prefers-color-scheme: dark)')

  function apply() {
    const surface = getComputedStyle(document.documentElement).getPropertyValue('--surface')
    root.setProperty('--accent', accent)
    root.setProperty('--accent-ink', inkOn(accent))
    root.setProperty('--accent-text', readableOn(accent, surface.trim()))
  }

  apply()
  dark.addEventListener('change', apply)
  onScopeDispose(() => dark.removeEventListener('change', apply))
}
