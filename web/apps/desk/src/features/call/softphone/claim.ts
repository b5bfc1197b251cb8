const NAME = 'parley.sound'

/**
 * The right to speak in a call, which one window of this browser has at a time. Without it two
 * windows would push each other out of the call for ever.
 */
export function createClaim(onTaken: () => void, locks: LockManager | undefined = navigator.locks) {
  let release: (() => void) | undefined

  /** False: another window has it. With `take` it is this one's, and the other is told. */
  function claim(take = false): Promise<boolean> {
    if (release || !locks) return Promise.resolve(true)
    return new Promise((resolve) => {
      const held = locks.request(NAME, take ? { steal: true } : { ifAvailable: true }, (lock) => {
        resolve(lock !== null)
        if (lock) return new Promise<void>((done) => (release = done))
        return undefined
      })
      held.catch(() => {
        release = undefined
        onTaken()
      })
    })
  }

  return {
    claim,
    release() {
      release?.()
      release = undefined
    },
  }
}
