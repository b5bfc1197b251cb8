import type { Timers } from '@parley/realtime'
import type { Order } from './worker'

/** Timers that stay punctual while the page is in the background. */
export function createWorkerTimers(worker: Worker): Timers {
  const waiting = new Map<number, () => void>()
  let last = 0

  worker.onmessage = (event: MessageEvent<number>) => {
    const run = waiting.get(event.data)
    waiting.delete(event.data)
    run?.()
  }
  const order = (message: Order) => worker.postMessage(message)

  return {
    set(run, afterMs) {
      const id = ++last
      waiting.set(id, run)
      order({ id, afterMs })
      return id
    },
    clear(id) {
      if (waiting.delete(id)) order({ id, afterMs: null })
    },
  }
}
