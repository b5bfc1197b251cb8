/// <reference lib="webworker" />
// A browser slows the timers of a page nobody looks at to one a minute; an agent whose desk is in
// the background would then be taken for gone. A worker's timers keep their pace.

export type Order = { id: number; afterMs: number } | { id: number; afterMs: null }

const running = new Map<number, ReturnType<typeof setTimeout>>()

self.onmessage = (event: MessageEvent<Order>) => {
  const { id, afterMs } = event.data
  clearTimeout(running.get(id))
  running.delete(id)
  if (afterMs === null) return
  const timer = setTimeout(() => {
    running.delete(id)
    self.postMessage(id)
  }, afterMs)
  running.set(id, timer)
}
