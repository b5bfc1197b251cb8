import { expect, it, vi } from 'vitest'
import { createWorkerTimers } from './workerTimers'

it('runs what the worker says is due, once, and nothing that was taken back', () => {
  const worker = {
    postMessage: vi.fn(),
    onmessage: null as null | ((event: { data: number }) => void),
  }
  const timers = createWorkerTimers(worker as unknown as Worker)
  const [first, second] = [vi.fn(), vi.fn()]
  const one = timers.set(first, 10)
  const two = timers.set(second, 20)
  expect(worker.postMessage).toHaveBeenCalledWith({ id: one, afterMs: 10 })

  timers.clear(two)
  for (const id of [one, one, two]) worker.onmessage?.({ data: id })

  expect(first).toHaveBeenCalledTimes(1)
  expect(second).not.toHaveBeenCalled()
  expect(worker.postMessage).toHaveBeenLastCalledWith({ id: two, afterMs: null })
})
