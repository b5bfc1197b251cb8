/** One try after another, of which only the newest is heard. */
export function createTries<Event>(tell: (event: Event) => void) {
  let run = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  /** Tells on, for as long as the try that is under way now is. */
  function teller() {
    const mine = run
    return (event: Event) => {
      if (mine === run) tell(event)
    }
  }

  return {
    teller,
    next() {
      run += 1
      clearTimeout(timer)
    },
    /** One clock for each try: a new one stops the old. */
    after(ms: number, event: Event) {
      clearTimeout(timer)
      const say = teller()
      timer = setTimeout(() => say(event), ms)
    },
    stopClock: () => clearTimeout(timer),
  }
}
