// Runs in a worker, whose clock goes on while its page is in the background.

const running = new Map<number, ReturnType<typeof setTimeout>>()

export interface TickerAsk {
  timer: number
  /** Undefined: called off. */
  afterMs?: number
}

self.onmessage = ({ data }: MessageEvent<TickerAsk>) => {
  clearTimeout(running.get(data.timer))
  running.delete(data.timer)
  if (data.afterMs === undefined) return
  const ring = () => {
    running.delete(data.timer)
    self.postMessage(data.timer)
  }
  running.set(data.timer, setTimeout(ring, data.afterMs))
}
