import type { Api, EventFrame } from '@parley/api'
import { onScopeDispose, shallowRef, triggerRef } from 'vue'
import type { Live } from '../live'
import { heed, heldFrom, type Held } from './held'

/** Read again this long after a reading failed. */
export const AGAIN_MS = 5_000

/** The floor, read once and kept true by what happens; nothing is asked for again. */
export function useFloor(api: Pick<Api, 'floor'>, live: Pick<Live, 'onFrame' | 'onReload'>) {
  const held = shallowRef<Held>()
  const failure = shallowRef<unknown>()
  /** The reading under way, with what was heard meanwhile: it may or may not be in it. */
  let reading: { heard: EventFrame[] } | undefined
  let again: ReturnType<typeof setTimeout> | undefined

  async function load() {
    clearTimeout(again)
    const mine = (reading = { heard: [] as EventFrame[] })
    try {
      const fresh = heldFrom(await api.floor())
      if (mine !== reading) return
      for (const { seq, event } of mine.heard) heed(fresh, seq, event)
      held.value = fresh
      failure.value = undefined
    } catch (error) {
      if (mine !== reading) return
      failure.value = error
      again = setTimeout(() => void load(), AGAIN_MS)
    }
    reading = undefined
  }

  const stops = [
    live.onFrame((frame) => {
      reading?.heard.push(frame)
      if (held.value && heed(held.value, frame.seq, frame.event)) triggerRef(held)
    }),
    live.onReload(() => void load()),
  ]
  onScopeDispose(() => {
    reading = undefined
    clearTimeout(again)
    for (const stop of stops) stop()
  })
  void load()
  return { held, failure, load }
}
