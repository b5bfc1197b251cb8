// One thing that happens once, later, unless it is called off.

import type { Timers } from './types'

const browserTimers: Timers = {
  set: (run, afterMs) => setTimeout(run, afterMs) as unknown as number,
  clear: (timer) => clearTimeout(timer),
}

export class Alarm {
  readonly #timers: Timers
  #timer: number | undefined

  constructor(timers: Timers = browserTimers) {
    this.#timers = timers
  }

  get armed() {
    return this.#timer !== undefined
  }

  /** Replaces what was set before. */
  set(afterMs: number, ring: () => void) {
    this.clear()
    this.#timer = this.#timers.set(() => {
      this.#timer = undefined
      ring()
    }, afterMs)
  }

  clear() {
    if (this.#timer !== undefined) this.#timers.clear(this.#timer)
    this.#timer = undefined
  }
}
