import { Refusal, Unreachable } from '@parley/api'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CONNECT_MS, createLink, GAP_MS } from './link'
import { NoMicrophone } from './microphone'
import type { PeerHooks } from './peer'

// A browser's WebRTC, as far as the link asks for it: jsdom has none.
function peers() {
  const made: { hooks: PeerHooks; state: RTCPeerConnectionState; closed: boolean }[] = []
  return {
    made,
    create(_: MediaStream, hooks: PeerHooks) {
      const one = { hooks, state: 'new' as RTCPeerConnectionState, closed: false }
      made.push(one)
      return {
        offer: async () => `offer ${made.length}`,
        accept: async () => {},
        state: () => one.state,
        stats: async () => new Map() as unknown as RTCStatsReport,
        replace: async () => {},
        close: () => void (one.closed = true),
      }
    },
    /** What the newest connection comes to. */
    become(state: RTCPeerConnectionState) {
      const last = made.at(-1)
      if (!last) throw new Error('no connection yet')
      last.state = state
      last.hooks.onState(state)
    },
  }
}

function stream() {
  const track = { readyState: 'live', stop: vi.fn(), enabled: true }
  return { track, getTracks: () => [track], getAudioTracks: () => [track] }
}

function setUp() {
  const held = stream()
  const fleet = peers()
  const openMicrophone = vi.fn(async () => held as unknown as MediaStream)
  const join = vi.fn(async (_: string) => 'answer')
  const link = createLink({ openMicrophone, createPeer: fleet.create, join, onSound: vi.fn() })
  return { link, fleet, openMicrophone, join, track: held.track }
}
const settle = () => vi.advanceTimersByTimeAsync(0)

async function connected() {
  const all = setUp()
  all.link.join()
  await settle()
  all.fleet.become('connected')
  return all
}

describe('the link to a call', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('sends the server an offer and is live once connected', async () => {
    const { link, join } = await connected()
    expect(join).toHaveBeenCalledWith('offer 1', expect.any(AbortSignal))
    expect(link.state.value).toEqual({ kind: 'live' })
  })

  it('joins again at once by a new connection when the old one failed', async () => {
    const { link, fleet, join, openMicrophone } = await connected()
    fleet.become('failed')
    await settle()
    expect(fleet.made[0]?.closed).toBe(true)
    expect(join).toHaveBeenCalledTimes(2)
    expect(openMicrophone).toHaveBeenCalledTimes(1) // It was open all the while.
    fleet.become('connected')
    expect(link.state.value).toEqual({ kind: 'live' })
  })

  it('lets a short gap heal', async () => {
    const { link, fleet, join } = await connected()
    fleet.become('disconnected')
    await vi.advanceTimersByTimeAsync(GAP_MS - 100)
    fleet.become('connected')
    await vi.advanceTimersByTimeAsync(GAP_MS + 10)
    expect(join).toHaveBeenCalledTimes(1)
    fleet.become('disconnected')
    await vi.advanceTimersByTimeAsync(GAP_MS + 10)
    expect(join).toHaveBeenCalledTimes(2)
    expect(link.state.value.kind).toBe('connecting')
  })

  it('does not wait for ever for a connection', async () => {
    const { link, join } = setUp()
    link.join()
    await settle()
    expect(link.state.value.kind).toBe('connecting')
    await vi.advanceTimersByTimeAsync(CONNECT_MS + 10)
    expect(join).toHaveBeenCalledTimes(2)
  })

  it('asks again while the server cannot be reached, and not when it says no', async () => {
    const { link, join } = setUp()
    join.mockRejectedValueOnce(new Unreachable('line'))
    join.mockRejectedValueOnce(new Refusal({ code: 'voice_unavailable' }, 503))
    join.mockRejectedValueOnce(new Refusal({ code: 'no_call' }, 409))
    link.join()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(join).toHaveBeenCalledTimes(3)
    expect(link.state.value).toEqual({ kind: 'stopped', trouble: 'refused', code: 'no_call' })
  })

  it('gives the microphone back when it is left', async () => {
    const { link, fleet, track } = await connected()
    link.leave()
    expect(track.stop).toHaveBeenCalled()
    expect(fleet.made[0]?.closed).toBe(true)
    fleet.become('failed')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(link.state.value).toEqual({ kind: 'off' })
  })

  it('notices on waking what the browser has not told yet', async () => {
    const { link, fleet, join } = await connected()
    link.wake()
    await settle()
    expect(join).toHaveBeenCalledTimes(1)
    const last = fleet.made.at(-1)
    if (last) last.state = 'disconnected'
    link.wake()
    await settle()
    expect(join).toHaveBeenCalledTimes(2)
  })

  it('says why there is no microphone', async () => {
    const { link, openMicrophone } = setUp()
    openMicrophone.mockRejectedValueOnce(new NoMicrophone('denied'))
    link.join()
    await settle()
    expect(link.state.value).toMatchObject({ kind: 'stopped', trouble: 'denied' })
    link.join()
    await settle()
    expect(link.state.value.kind).toBe('connecting')
  })
})
