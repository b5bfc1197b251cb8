import { shallowRef } from 'vue'
import type { Host } from './features/host'

const DRAFT_AFTER_MS = 500

/** Small things kept over a reload: the unsent draft, the sound switch, a rating passed over. */
export function useMemory(host: Host) {
  const muted = shallowRef(host.load('muted') === '1')
  const skipped = shallowRef(host.load('skipped'))
  let timer: ReturnType<typeof setTimeout> | undefined

  return {
    muted,
    skipped,
    draft: host.load('draft') ?? '',
    setMuted(on: boolean) {
      muted.value = on
      host.store('muted', on ? '1' : null)
    },
    skip(sessionId: string) {
      skipped.value = sessionId
      host.store('skipped', sessionId)
    },
    keepDraft(text: string) {
      clearTimeout(timer)
      if (text === '')
        host.store('draft', null) // At once: what was sent must not come back.
      else timer = setTimeout(() => host.store('draft', text), DRAFT_AFTER_MS)
    },
  }
}
