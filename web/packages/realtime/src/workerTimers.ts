// Timers that stay punctual in a background tab. A browser lets a hidden page's own timers ring
// once a minute at most; a desk that pings so late would be taken for gone, and its agent with it.

import type { TickerAsk } from './ticker'
import type { Timers } from './types'

export interface TickerPort {
  postMessage(ask: TickerAsk): void
  onmessage: ((event: MessageEvent<number>) => void) | null
}

const startTicker = (): TickerPort =>
  new Worker(new URL('./ticker.ts', import.meta.url), { type: 'module' })

export function workerTimers(ticker: TickerPort = startTicker()): Timers {
  const waiting = new Map<number, () => void>()
  let last = 0
  ticker.onmessage = ({ data: timer }) => {
    const run = waiting.get(timer) // Absent: called off while the ring was on its way.
    waiting.delete(timer)
    run?.()
  }
  return {
    set(run, afterMs) {
      waiting.set(++last, run)
      ticker.postMessage({ timer: last, afterMs })
      return last
    },
    clear(timer) {
      if (waiting.delete(timer)) ticker.postMessage({ timer })
    },
  }
}
