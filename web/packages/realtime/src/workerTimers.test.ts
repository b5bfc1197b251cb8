import { expect, it, vi } from 'vitest'
import type { TickerAsk } from './ticker'
import { workerTimers, type TickerPort } from './workerTimers'

function port() {
  const asked: TickerAsk[] = []
  const ticker: TickerPort = { postMessage: (ask) => void asked.push(ask), onmessage: null }
  const ring = (timer: number) => ticker.onmessage?.(new MessageEvent('message', { data: timer }))
  return { asked, ticker, ring }
}

it('rings once, when the worker says so', () => {
  const { asked, ticker, ring } = port()
  const run = vi.fn()
  const timer = workerTimers(ticker).set(run, 500)
  expect(asked).toEqual([{ timer, afterMs: 500 }])
  ring(timer)
  ring(timer)
  expect(run).toHaveBeenCalledOnce()
})

it('does not ring after it was called off, even if the ring was on its way', () => {
  const { asked, ticker, ring } = port()
  const run = vi.fn()
  const timers = workerTimers(ticker)
  const timer = timers.set(run, 500)
  timers.clear(timer)
  timers.clear(timer)
  ring(timer)
  expect(run).not.toHaveBeenCalled()
  expect(asked).toHaveLength(2)
})
