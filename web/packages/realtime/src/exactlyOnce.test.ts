// Whatever dies between which two steps, every message is stored once, in the order it was
// written, and the reader sees every event once. The other end keeps the protocol's promises:
// it stores an id once, answers a retry as it did first, and resumes after what it is told.

import type { ClientFrame, SendFrame, ServerFrame } from '@parley/api'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createRealtime } from './client'
import { eventFrame, ScriptedSocket, sendFrame, storedMessage } from './testing/scriptedSocket'

const MESSAGES = 6
const SEEDS = 100
type Random = () => number

function randomFrom(seed: number): Random {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

class Counterpart {
  stored: SendFrame[] = []
  attempts = 0
  private answered = 0

  /** Does what the newest client frame asks, unless the line dies before, within or after. */
  step(socket: ScriptedSocket, random: Random, faults: boolean) {
    const roll = faults ? random() : 1
    if (socket.readyState === 3 || socket.closedByClient) return
    if (roll < 0.1) return socket.die(random() < 0.5 ? 1006 : 1001)
    if (socket.readyState === 0) return socket.open()
    const frame = socket.heard.shift()
    if (!frame) return
    this.answer(frame, socket, roll < 0.25, faults ? random() : 1)
  }

  private answer(frame: ClientFrame, socket: ScriptedSocket, diesWithin: boolean, roll: number) {
    if (frame.type === 'hello') {
      socket.welcome(frame.after ?? 0, frame.after !== undefined)
      this.replay(socket, frame.after ?? 0)
    }
    if (frame.type !== 'send') return
    this.attempts += 1
    if (roll < 0.1) {
      const { client_msg_id } = frame
      const slow = { type: 'error', code: 'rate_limited', detail: '', field: '' }
      return socket.say({ ...slow, client_msg_id, retry_after_ms: 100 })
    }
    const at = this.store(frame)
    if (diesWithin) return socket.die()
    if (roll > 0.2) socket.say(this.event(at)) // Else lost: a later event shows the gap.
    const message = storedMessage(frame.client_msg_id, at)
    socket.say({ type: 'ack', client_msg_id: frame.client_msg_id, message })
    this.answered += 1
  }

  private store(frame: SendFrame) {
    const at = this.stored.findIndex((held) => held.client_msg_id === frame.client_msg_id)
    return at >= 0 ? at + 1 : this.stored.push(frame)
  }

  private event(at: number) {
    const id = this.stored[at - 1]?.client_msg_id ?? ''
    return eventFrame(at, at - 1, storedMessage(id, at))
  }

  private replay(socket: ScriptedSocket, after: number) {
    for (let at = after + 1; at <= this.stored.length; at++) socket.say(this.event(at))
  }
}

beforeEach(() => {
  vi.useFakeTimers()
  ScriptedSocket.all = []
})
afterEach(() => vi.useRealTimers())

it('stores and shows every message once and in order, whatever dies when', async () => {
  let attempts = 0
  for (let seed = 1; seed <= SEEDS; seed++) {
    ScriptedSocket.all = []
    const random = randomFrom(seed)
    const counterpart = new Counterpart()
    const seen: number[] = []
    const onFrame = (frame: ServerFrame) => void (frame.type === 'event' && seen.push(frame.seq))
    const hello = () => ({ type: 'hello' as const, protocol: 1, after: undefined })
    const WebSocketClass = ScriptedSocket
    const line = createRealtime({ url: 'ws://x', hello, onFrame, random, WebSocketClass })
    let written = 0
    for (let step = 0; step < 400; step++) {
      await vi.advanceTimersByTimeAsync(random() * 400)
      if (written < MESSAGES && random() < 0.2) line.send(sendFrame(`m${++written}`))
      const socket = ScriptedSocket.all.at(-1)
      if (socket) counterpart.step(socket, random, step < 250)
    }
    const ids = counterpart.stored.map((frame) => frame.client_msg_id)
    expect(ids, `seed ${seed}`).toEqual(['m1', 'm2', 'm3', 'm4', 'm5', 'm6'])
    expect(line.outbox, `seed ${seed}`).toEqual([])
    expect(seen, `seed ${seed}`).toEqual([...seen].sort((a, b) => a - b))
    expect(new Set(seen).size, `seed ${seed}`).toBe(seen.length)
    attempts += counterpart.attempts
    line.close()
  }
  expect(attempts).toBeGreaterThan(SEEDS * MESSAGES * 1.2) // The faults really made it try again.
}, 60_000)
