import type { Agent, SendFrame } from '@parley/api'
import { PROTOCOL_VERSION } from '@parley/api'
import {
  createRealtime,
  type Realtime,
  type RealtimeOptions,
  type RealtimeState,
  type Signal,
} from '@parley/realtime'
import { shallowReadonly, shallowRef } from 'vue'
import { createHub } from './hub'
import { createNews } from './news'
import { sessionOutbox } from './sessionOutbox'
import { createServerClock } from './serverClock'

export interface LiveOptions {
  url: string
  locale: () => string
  connect?: (options: RealtimeOptions) => Realtime
  timers?: RealtimeOptions['timers']
  now?: () => number
}
export type Live = ReturnType<typeof createLive>

/** The desk's line to the server: who listens hears events; what is sent arrives once. */
export function createLive(options: LiveOptions) {
  const state = shallowRef<RealtimeState>('closed')
  const retryAt = shallowRef(0)
  const clock = createServerClock(options.now)
  const { hear, ...news } = createNews(clock)
  const refused = createHub<number>()
  let line: Realtime | undefined

  function start(agent: Agent) {
    stop()
    const connect = options.connect ?? createRealtime
    line = connect({
      url: options.url,
      hello: () => ({ type: 'hello', protocol: PROTOCOL_VERSION, locale: options.locale() }),
      onFrame: hear,
      onState(next, detail) {
        state.value = next
        retryAt.value = detail.retryAt
        if (next === 'refused') refused.tell(detail.code)
      },
      outboxStorage: sessionOutbox(agent.id),
      ...(options.timers ? { timers: options.timers } : {}),
    })
  }

  function stop() {
    line?.close()
    line = undefined
  }

  return {
    state: shallowReadonly(state),
    retryAt: shallowReadonly(retryAt),
    /** The server's time, in its milliseconds. */
    now: clock.now,
    ...news,
    /** The server wants no more of this line; the close code says why. */
    onRefused: refused.listen,
    /** Sent before, and not yet answered. */
    outbox: () => line?.outbox ?? [],
    send: (frame: SendFrame) => line?.send(frame),
    /** False when the line is down: a momentary sign is then simply not given. */
    signal: (frame: Signal) => line?.signal(frame) ?? false,
    retryNow: () => line?.retryNow(),
    start,
    stop,
  }
}
