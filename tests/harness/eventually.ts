// Waits for what will be true, by asking again.

import { setTimeout as sleep } from 'node:timers/promises'

const WITHIN_MS = 30_000
const AGAIN_AFTER_MS = 50

/** The first answer that is not undefined. */
export async function eventually<T>(
  ask: () => Promise<T | undefined>,
  withinMs = WITHIN_MS,
): Promise<T> {
  const deadline = Date.now() + withinMs
  for (;;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    if (Date.now() > deadline) throw new Error(`not so within ${withinMs} ms`)
    await sleep(AGAIN_AFTER_MS)
  }
}
