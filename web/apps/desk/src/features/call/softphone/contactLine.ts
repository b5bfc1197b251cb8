import type { Id } from '@parley/api'
import { onScopeDispose, shallowReadonly, shallowRef, watch } from 'vue'
import type { Live } from '../../live'
import { countedOf, heardBetween, LEG_PACKETS_MIN, type Counted, type Heard } from '../quality'

/** The server tells every five seconds; what is older says nothing of now. */
const STALE_MS = 12_000

export type ContactLine = ReturnType<typeof createContactLine>

/** How the server hears the contact of the call one is in, of late. */
export function createContactLine(
  live: Pick<Live, 'onLineQuality'>,
  present: () => Id | undefined,
) {
  const heard = shallowRef<Heard>()
  let before: Counted | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  function forget() {
    clearTimeout(timer)
    heard.value = before = undefined
  }

  live.onLineQuality(({ call_id, quality }) => {
    if (call_id !== present()) return
    const now = countedOf(quality)
    // Fewer than before: another line has begun to count.
    if (before && now.received < before.received) before = undefined
    // Whoever holds us by their own hand may send nothing: that is no bad line.
    const isKnown = now.received - (before?.received ?? 0) >= LEG_PACKETS_MIN
    heard.value = isKnown ? heardBetween(before, now) : undefined
    before = now
    clearTimeout(timer)
    timer = setTimeout(forget, STALE_MS)
  })
  watch(present, forget)
  onScopeDispose(forget)
  return shallowReadonly(heard)
}
