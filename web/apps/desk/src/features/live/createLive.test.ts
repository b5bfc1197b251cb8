import type { Agent, EventBody, SendFrame, ServerFrame } from '@parley/api'
import type { Realtime, RealtimeOptions } from '@parley/realtime'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { NOW } from '../../testing/samples'
import { createLive } from './createLive'

/** Stands where the line would be: the test speaks for the server. */
function setUp() {
  let options: RealtimeOptions | undefined
  let time = NOW
  const line = {
    outbox: [],
    send: vi.fn(),
    signal: vi.fn(() => true),
    retryNow: vi.fn(),
    close: vi.fn(),
  }
  const live = createLive({
    url: 'ws://desk.example/api/v1/realtime',
    locale: () => 'zh-CN',
    now: () => time,
    connect(given) {
      options = given
      return line as unknown as Realtime
    },
  })
  live.start({ id: 'a1' } as Agent)
  const hear = (frame: object) => options!.onFrame(frame as ServerFrame)
  return { live, line, hear, options: () => options!, passTo: (next: number) => (time = next) }
}
const welcome = (resumed: boolean) => ({ type: 'welcome', seq: 1, resumed, me: {} })
const event = (at: number, kind = 'agent_updated') => ({
  type: 'event',
  seq: 1,
  prev: 0,
  at,
  event: { kind },
})

describe('the line of the desk', () => {
  beforeEach(() => sessionStorage.clear())

  it('lets listeners read anew after a welcome that resumes nothing, and only then', () => {
    const { live, hear } = setUp()
    const reload = vi.fn()
    live.onReload(reload)
    hear(welcome(true))
    expect(reload).not.toHaveBeenCalled()
    hear(welcome(false))
    hear({ type: 'resync', seq: 9, reason: 'rights' })
    expect(reload).toHaveBeenCalledTimes(2)
  })

  it('tells events to those who listen, and to nobody who has stopped', () => {
    const { live, hear } = setUp()
    const heard: string[] = []
    const off = live.onEvent((body: EventBody) => heard.push(body.kind))
    hear(event(NOW))
    off()
    hear(event(NOW))
    expect(heard).toEqual(['agent_updated'])
  })

  it("learns the server's time from the event that took least long to arrive", () => {
    const { live, hear, passTo } = setUp()
    passTo(NOW + 5_100)
    hear(event(NOW)) // The server's clock is 5 s behind ours, and the line took 100 ms.
    passTo(NOW + 6_010)
    hear(event(NOW + 1_000))
    expect(live.now()).toBe(NOW + 1_000)
  })

  it('keeps what is unanswered for this agent over a reload', () => {
    const { options } = setUp()
    const frame: SendFrame = { type: 'send', client_msg_id: 'x', text: 'hi' }
    options().outboxStorage?.save([frame])
    expect(setUp().options().outboxStorage?.load()).toEqual([frame])

    options().outboxStorage?.save([])
    sessionStorage.setItem('parley.outbox.a1', '{spoilt')
    expect(options().outboxStorage?.load()).toEqual([])
  })

  it('says when the server wants no more of it', () => {
    const { live, options } = setUp()
    const refused = vi.fn()
    live.onRefused(refused)
    options().onState?.('refused', { code: 4401, retryAt: 0 })
    expect(live.state.value).toBe('refused')
    expect(refused).toHaveBeenCalledWith(4401)
  })
})
