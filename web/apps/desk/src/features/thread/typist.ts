import type { TypingNoticeFrame } from '@parley/api'
import { shallowReadonly, shallowRef } from 'vue'

/** A typing sign not renewed is taken back: its end may have been lost. */
export const TYPING_SHOWN_MS = 6_000

/** Who is typing at the other end ("" if unnamed); undefined: nobody. */
export function createTypist() {
  const typist = shallowRef<string>()
  let ends: ReturnType<typeof setTimeout> | undefined

  function clear() {
    clearTimeout(ends)
    typist.value = undefined
  }
  function heed(frame: TypingNoticeFrame) {
    clear()
    if (!frame.on) return
    typist.value = frame.sender_name
    ends = setTimeout(clear, TYPING_SHOWN_MS)
  }
  return { typist: shallowReadonly(typist), heed, clear }
}
