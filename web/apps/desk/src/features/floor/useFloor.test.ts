import type { EventFrame, Floor } from '@parley/api'
import { effectScope } from 'vue'
import { expect, test, vi } from 'vitest'
import { NOW, sampleSession } from '../../testing/samples'
import { createHub } from '../live/hub'
import { AGAIN_MS, useFloor } from './useFloor'

const empty: Floor = { seq: 5, at: NOW, agents: [], queues: [] }
const frame = (seq: number): EventFrame => ({
  type: 'event',
  seq,
  prev: seq - 1,
  at: NOW,
  event: {
    kind: 'session_opened',
    detail: '',
    session: sampleSession({ id: `s${seq}`, state: 'queued', agent_id: null }),
  },
})

function watching(floor: () => Promise<Floor>) {
  const frames = createHub<EventFrame>()
  const reloads = createHub<void>()
  const scope = effectScope()
  const live = { onFrame: frames.listen, onReload: reloads.listen }
  const used = scope.run(() => useFloor({ floor }, live))
  if (!used) throw new Error('no scope')
  return { ...used, frames, reloads, scope }
}

test('what happens while the floor is read is not lost, and not counted twice', async () => {
  let answer: (floor: Floor) => void = () => undefined
  const { held, frames, scope } = watching(() => new Promise((done) => (answer = done)))
  frames.tell(frame(5))
  frames.tell(frame(6))
  answer(empty)
  await vi.waitFor(() => expect(held.value).toBeDefined())
  expect([...(held.value?.sessions.keys() ?? [])]).toEqual(['s6'])
  frames.tell(frame(7))
  expect(held.value?.sessions.size).toBe(2)
  scope.stop()
})

test('a reading that failed is made again by itself', async () => {
  vi.useFakeTimers()
  const read = vi.fn().mockRejectedValueOnce(new Error('no')).mockResolvedValue(empty)
  const { held, failure, scope } = watching(read)
  await vi.advanceTimersByTimeAsync(0)
  expect(failure.value).toBeDefined()
  await vi.advanceTimersByTimeAsync(AGAIN_MS)
  expect(held.value?.seq).toBe(5)
  expect(failure.value).toBeUndefined()
  scope.stop()
  vi.useRealTimers()
})

test('nothing is asked again but when the line says so', async () => {
  const read = vi.fn().mockResolvedValue(empty)
  const { held, frames, reloads, scope } = watching(read)
  await vi.waitFor(() => expect(held.value).toBeDefined())
  for (let seq = 6; seq < 20; seq++) frames.tell(frame(seq))
  expect(read).toHaveBeenCalledTimes(1)
  reloads.tell()
  await vi.waitFor(() => expect(read).toHaveBeenCalledTimes(2))
  scope.stop()
})
