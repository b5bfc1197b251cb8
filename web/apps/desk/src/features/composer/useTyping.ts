import { onScopeDispose } from 'vue'

/** A sign is renewed at most this often, and taken back after a pause. */
export const RENEW_MS = 3_000
export const PAUSE_MS = 5_000

/** Tells the other side that a reply is being written. `tell` sends one sign. */
export function useTyping(tell: (on: boolean) => void, now: () => number = Date.now) {
  let toldAt = Number.NEGATIVE_INFINITY
  let pause: ReturnType<typeof setTimeout> | undefined

  function stop() {
    clearTimeout(pause)
    if (toldAt === Number.NEGATIVE_INFINITY) return
    toldAt = Number.NEGATIVE_INFINITY
    tell(false)
  }
  function typed() {
    clearTimeout(pause)
    pause = setTimeout(stop, PAUSE_MS)
    if (now() - toldAt < RENEW_MS) return
    toldAt = now()
    tell(true)
  }
  onScopeDispose(stop)
  return { typed, stop }
}
