/** "on" is repeated this often while somebody goes on typing. */
export const TYPING_REPEAT_MS = 3_000
/** After this long without a key, typing is over. */
export const TYPING_PAUSE_MS = 5_000

/** Turns keystrokes into few signals: on at most every 3 s, off once. */
export class TypingSignal {
  #on = false
  #lastTold = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  readonly #tell: (on: boolean) => void

  constructor(tell: (on: boolean) => void) {
    this.#tell = tell
  }

  keepOn() {
    const now = Date.now()
    if (!this.#on || now - this.#lastTold >= TYPING_REPEAT_MS) {
      this.#on = true
      this.#lastTold = now
      this.#tell(true)
    }
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.stop(), TYPING_PAUSE_MS)
  }

  stop() {
    clearTimeout(this.#timer)
    if (!this.#on) return
    this.#on = false
    this.#tell(false)
  }
}
