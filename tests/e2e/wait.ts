import { setTimeout as sleep } from 'node:timers/promises'

const LOOK_EVERY_MS = 50

/** Waits until `look` is true, and fails in words when it is not in time. */
export async function appear(
  look: () => boolean | Promise<boolean>,
  withinMs: number,
  what: string,
) {
  const deadline = Date.now() + withinMs
  while (!(await look())) {
    if (Date.now() > deadline) throw new Error(`waited ${withinMs} ms in vain for ${what}`)
    await sleep(LOOK_EVERY_MS)
  }
}
