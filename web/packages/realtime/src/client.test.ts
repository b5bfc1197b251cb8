import type { HelloFrame, SendFrame, ServerFrame } from '@parley/api'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ACK_WITHIN_MS, ANSWER_WITHIN_MS, createRealtime, WELCOME_WITHIN_MS } from './client'
import { eventFrame, ScriptedSocket, sendFrame, storedMessage } from './testing/scriptedSocket'
import { HelloRefused, type Realtime, type RealtimeOptions, type RealtimeState } from './types'

let frames: ServerFrame[] = []
let states: RealtimeState[] = []
let line: Realtime

const hello = (): HelloFrame => ({ type: 'hello', protocol: 1 })
const seqs = () => frames.flatMap((frame) => (frame.type === 'event' ? [frame.seq] : []))
const settle = () => vi.advanceTimersByTimeAsync(0)
const socket = () => ScriptedSocket.last

async function start(more: Partial<RealtimeOptions> = {}) {
  line = createRealtime({
    url: 'ws://server/api/v1/realtime',
    hello,
    onFrame: (frame) => frames.push(frame),
    onState: (state) => states.push(state),
    random: () => 0.5,
    WebSocketClass: ScriptedSocket,
    ...more,
  })
  await settle()
}

/** Up to the welcome; the stream stands at 10. */
async function live(more: Partial<RealtimeOptions> = {}) {
  await start(more)
  socket().open()
  socket().welcome(10)
}

async function reconnected(resumed = true) {
  await vi.advanceTimersByTimeAsync(15_000)
  socket().open()
  socket().welcome(resumed ? (line.lastSeq ?? 0) : 50, resumed)
}

beforeEach(() => {
  vi.useFakeTimers()
  ScriptedSocket.all = []
  frames = []
  states = []
})
afterEach(() => {
  line.close()
  vi.useRealTimers()
})

describe('connecting', () => {
  it('says hello once the socket opens, and is live once welcomed', async () => {
    await start()
    expect(socket().heard).toEqual([])
    socket().open()
    expect(socket().heard).toEqual([{ type: 'hello', protocol: 1 }])
    expect(line.state).toBe('connecting')
    socket().welcome(10)
    expect(line.state).toBe('live')
    expect(line.lastSeq).toBe(10)
    expect(frames.map((frame) => frame.type)).toEqual(['visitor_welcome'])
  })

  it('waits ever longer between attempts, up to a bound, with jitter', async () => {
    const waits: number[] = []
    await start({
      now: () => 0,
      onState: (state, detail) => state === 'waiting' && waits.push(detail.retryAt),
    })
    for (let i = 0; i < 8; i++) {
      socket().die()
      await vi.advanceTimersByTimeAsync(waits.at(-1) ?? 0)
    }
    expect(waits).toEqual([225, 450, 900, 1_800, 3_600, 7_200, 11_250, 11_250])
  })

  it('gives up on a server that never welcomes it', async () => {
    await start()
    socket().open()
    await vi.advanceTimersByTimeAsync(WELCOME_WITHIN_MS - 1)
    expect(socket().closedByClient).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    expect(ScriptedSocket.all[0]?.closedByClient).toBe(true)
    await vi.advanceTimersByTimeAsync(300)
    expect(ScriptedSocket.all).toHaveLength(2)
  })

  it('waits for a hello that takes its time, and tries again when that fails', async () => {
    let tries = 0
    await start({
      hello: async () => {
        if (++tries === 1) throw new Error('no network')
        return hello()
      },
    })
    expect(ScriptedSocket.all).toHaveLength(0)
    expect(line.state).toBe('waiting')
    await vi.advanceTimersByTimeAsync(300)
    expect(ScriptedSocket.all).toHaveLength(1)
  })

  it('ends when hello says there is no point', async () => {
    await start({ hello: () => Promise.reject(new HelloRefused(4403, 'not this site')) })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(states).toEqual(['connecting', 'refused'])
    expect(ScriptedSocket.all).toHaveLength(0)
  })

  it('tries at once when the network comes back', async () => {
    await start()
    for (let i = 0; i < 7; i++) {
      socket().die()
      await vi.advanceTimersByTimeAsync(15_000)
    }
    socket().die()
    const before = ScriptedSocket.all.length
    window.dispatchEvent(new Event('online'))
    await settle()
    expect(ScriptedSocket.all).toHaveLength(before + 1)
  })
})

describe('close codes', () => {
  it.each([4401, 4403, 4409])('%i ends the line', async (code) => {
    await live()
    socket().die(code)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(states.at(-1)).toBe('refused')
    expect(ScriptedSocket.all).toHaveLength(1)
  })

  it('1001 comes back after a random part of 3 s', async () => {
    await live()
    socket().die(1001)
    await vi.advanceTimersByTimeAsync(1_499)
    expect(ScriptedSocket.all).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(ScriptedSocket.all).toHaveLength(2)
  })

  it.each([1013, 4408, 1006])('%i comes back and resumes', async (code) => {
    await live()
    socket().say(eventFrame(11, 10))
    socket().die(code)
    await vi.advanceTimersByTimeAsync(300)
    socket().open()
    expect(socket().heard).toEqual([{ type: 'hello', protocol: 1, after: 11 }])
  })

  it.each([
    [1008, 'broken_protocol'],
    [1009, 'too_large'],
  ])('%i drops the message that caused it, and only that', async (code, reason) => {
    await live()
    line.send(sendFrame('a'))
    line.send(sendFrame('b'))
    socket().die(code)
    expect(frames.at(-1)).toMatchObject({ type: 'error', code: reason, client_msg_id: 'a' })
    await reconnected()
    expect(
      socket()
        .of('send')
        .map((frame) => frame.client_msg_id),
    ).toEqual(['b'])
  })

  it('a hello that is called broken again and again ends the line', async () => {
    await start()
    for (let i = 0; i < 3; i++) {
      socket().open()
      socket().die(1008)
      await vi.advanceTimersByTimeAsync(15_000)
    }
    expect(line.state).toBe('refused')
  })
})

describe('the event stream', () => {
  it('shows each event once, in order', async () => {
    await live()
    socket().say(eventFrame(11, 10))
    socket().say(eventFrame(15, 11))
    socket().say(eventFrame(11, 10))
    socket().say(eventFrame(15, 11))
    expect(seqs()).toEqual([11, 15])
  })

  it('is not alarmed by a first event whose predecessor is older than the welcome', async () => {
    await live()
    socket().say(eventFrame(14, 7))
    expect(seqs()).toEqual([14])
    expect(socket().of('hello')).toHaveLength(1)
  })

  it('says hello again after a gap, and shows nothing of the gap out of order', async () => {
    await live()
    socket().say(eventFrame(11, 10))
    socket().say(eventFrame(13, 12))
    await settle()
    expect(socket().of('hello').at(-1)?.after).toBe(11)
    socket().say(eventFrame(14, 13))
    socket().welcome(11, true)
    socket().say(eventFrame(12, 11))
    socket().say(eventFrame(13, 12))
    socket().say(eventFrame(14, 13))
    expect(seqs()).toEqual([11, 12, 13, 14])
    expect(ScriptedSocket.all).toHaveLength(1)
  })

  it('begins anew when resuming does not close the gap', async () => {
    await live()
    for (let i = 0; i < 4; i++) {
      socket().say(eventFrame(13, 12))
      await settle()
      socket().welcome(10, true)
    }
    expect(socket().of('hello').at(-1)).not.toHaveProperty('after')
  })

  it("keeps its own place on a resumed welcome, and takes the server's on a fresh one", async () => {
    await live()
    socket().die()
    await reconnected(true)
    expect(line.lastSeq).toBe(10)
    socket().die()
    await reconnected(false)
    expect(line.lastSeq).toBe(50)
  })

  it('a resync moves the place', async () => {
    await live()
    socket().say({ type: 'resync', seq: 30, reason: 'rights' })
    socket().say(eventFrame(31, 30))
    expect(seqs()).toEqual([31])
    expect(frames.map((frame) => frame.type)).toContain('resync')
  })

  it('is not broken by nonsense or by a page that throws', async () => {
    const thrown: unknown[] = []
    const catchIt = (error: unknown) => thrown.push(error)
    process.on('uncaughtException', catchIt)
    await live({
      onFrame: (frame) => {
        frames.push(frame)
        if (frame.type === 'event' && frame.seq === 11) throw new Error('page')
      },
    })
    socket().sayRaw('{')
    socket().say(eventFrame(11, 10))
    socket().say(eventFrame(12, 11))
    await settle()
    expect(seqs()).toEqual([11, 12])
    expect(thrown).toHaveLength(1)
    process.off('uncaughtException', catchIt)
  })
})

describe('keeping alive', () => {
  it('pings as often as the server asks', async () => {
    await live()
    for (let i = 0; i < 3; i++) {
      await vi.advanceTimersByTimeAsync(20_000)
      socket().say({ type: 'pong', id: i, now: 0 })
    }
    expect(socket().of('ping')).toHaveLength(3)
    expect(line.state).toBe('live')
    expect(frames.map((frame) => frame.type)).not.toContain('pong')
  })

  it('drops a line on which nobody answers', async () => {
    await live()
    await vi.advanceTimersByTimeAsync(20_000 + ANSWER_WITHIN_MS)
    expect(socket().closedByClient).toBe(true)
    expect(line.state).toBe('waiting')
  })

  it('takes any frame as an answer', async () => {
    await live()
    await vi.advanceTimersByTimeAsync(20_000 + ANSWER_WITHIN_MS - 1)
    socket().say(eventFrame(11, 10))
    await vi.advanceTimersByTimeAsync(1)
    expect(line.state).toBe('live')
  })

  it('hears nothing more from a socket it gave up', async () => {
    await live()
    const old = socket()
    await vi.advanceTimersByTimeAsync(20_000 + ANSWER_WITHIN_MS)
    old.say(eventFrame(11, 10))
    old.die(4401)
    expect(seqs()).toEqual([])
    expect(line.state).toBe('waiting')
  })
})

describe('signals', () => {
  it('are sent while live and forgotten otherwise', async () => {
    await start()
    expect(line.signal({ type: 'typing', on: true })).toBe(false)
    socket().open()
    socket().welcome(10)
    expect(line.signal({ type: 'typing', on: false })).toBe(true)
    expect(socket().of('typing')).toEqual([{ type: 'typing', on: false }])
  })
})

describe('sending', () => {
  const sent = () =>
    socket()
      .of('send')
      .map((frame) => frame.client_msg_id)
  const ack = (id: string, seq: number) =>
    socket().say({ type: 'ack', client_msg_id: id, message: storedMessage(id, seq) })

  it('holds messages until the line is live, then sends them one after the other', async () => {
    await start()
    line.send(sendFrame('a'))
    line.send(sendFrame('b'))
    socket().open()
    expect(sent()).toEqual([])
    socket().welcome(10)
    expect(sent()).toEqual(['a'])
    ack('a', 1)
    expect(sent()).toEqual(['a', 'b'])
    ack('b', 2)
    expect(line.outbox).toEqual([])
  })

  it('sends an unanswered message again on the next line, with the same id', async () => {
    await live()
    line.send(sendFrame('a'))
    socket().die()
    await reconnected()
    expect(sent()).toEqual(['a'])
    ack('a', 1)
    socket().die()
    await reconnected()
    expect(sent()).toEqual([])
  })

  it('takes the message on its stream as an answer, when the ack was lost', async () => {
    await live()
    line.send(sendFrame('a'))
    line.send(sendFrame('b'))
    socket().say(eventFrame(11, 10, storedMessage('a', 1)))
    expect(sent()).toEqual(['a', 'b'])
    expect(line.outbox.map((frame) => frame.client_msg_id)).toEqual(['b'])
  })

  it('waits as long as it is told when it is too fast, and nothing overtakes', async () => {
    await live()
    line.send(sendFrame('a'))
    line.send(sendFrame('b'))
    const slow = { type: 'error', code: 'rate_limited', detail: '', field: '' }
    socket().say({ ...slow, client_msg_id: 'a', retry_after_ms: 700 })
    await vi.advanceTimersByTimeAsync(699)
    expect(sent()).toEqual(['a'])
    await vi.advanceTimersByTimeAsync(1)
    expect(sent()).toEqual(['a', 'a'])
  })

  it('drops a message that is refused for good, says so, and goes on', async () => {
    await live()
    line.send(sendFrame('a'))
    line.send(sendFrame('b'))
    socket().say({ type: 'error', code: 'text_empty', detail: '', field: '', client_msg_id: 'a' })
    expect(frames.at(-1)).toMatchObject({ type: 'error', client_msg_id: 'a' })
    expect(sent()).toEqual(['a', 'b'])
  })

  it('does not take an error about something else for an answer', async () => {
    await live()
    line.send(sendFrame('a'))
    socket().say({ type: 'error', code: 'invalid', detail: '', field: '' })
    expect(line.outbox).toHaveLength(1)
  })

  it('gives up a line on which a message stays unanswered', async () => {
    await live()
    line.send(sendFrame('a'))
    const first = socket()
    await vi.advanceTimersByTimeAsync(ACK_WITHIN_MS)
    expect(first.closedByClient).toBe(true)
    await reconnected()
    expect(sent()).toEqual(['a'])
  })

  it('sends the same id once', async () => {
    await live()
    line.send(sendFrame('a'))
    line.send(sendFrame('a'))
    expect(line.outbox).toHaveLength(1)
  })

  it('goes on after a reload with what was kept', async () => {
    let kept: SendFrame[] = [sendFrame('old')]
    const outboxStorage = { load: () => [...kept], save: (all: SendFrame[]) => (kept = [...all]) }
    await live({ outboxStorage })
    line.send(sendFrame('new'))
    expect(kept.map((frame) => frame.client_msg_id)).toEqual(['old', 'new'])
    ack('old', 1)
    ack('new', 2)
    expect(kept).toEqual([])
    expect(
      socket()
        .of('send')
        .map((frame) => frame.client_msg_id),
    ).toEqual(['old', 'new'])
  })
})
