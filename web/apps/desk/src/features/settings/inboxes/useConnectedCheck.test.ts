import type { EventBody, Inbox } from '@parley/api'
import { effectScope } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useConnectedCheck } from './useConnectedCheck'

const inbox = (connected_at: number, id = 'i1') => ({ id, connected_at }) as Inbox

function watching(seenBefore = 0) {
  const listeners = new Set<(event: EventBody) => void>()
  const server = { inbox: inbox(seenBefore), asked: 0, down: false }
  const scope = effectScope()
  const check = scope.run(() =>
    useConnectedCheck(
      {
        inboxes: async () => {
          server.asked++
          if (server.down) throw new Error('down')
          return { items: [server.inbox], next_cursor: null }
        },
      },
      {
        onEvent: (listen) => (listeners.add(listen), () => listeners.delete(listen)),
        onReload: () => () => {},
      },
      inbox(seenBefore),
    ),
  )!
  const tell = (told: Inbox) =>
    listeners.forEach((listen) =>
      listen({ kind: 'inbox_connected', detail: '', inbox: told } as EventBody),
    )
  return { check, server, scope, tell, listeners }
}

describe('the connected check', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('hears the event of its own inbox at once, and no other’s', () => {
    const { check, tell } = watching()
    tell(inbox(5, 'another'))
    expect(check.connectedAt.value).toBe(0)

    tell(inbox(7))

    expect(check.connectedAt.value).toBe(7)
    expect(check.justNow.value).toBe(true)
  })

  it('asks again while the line is down, and stops once it knows', async () => {
    const { check, server } = watching()
    server.down = true
    await vi.advanceTimersByTimeAsync(5000)
    expect(check.connectedAt.value).toBe(0)

    server.down = false
    server.inbox = inbox(9)
    await vi.advanceTimersByTimeAsync(5000)
    expect(check.connectedAt.value).toBe(9)

    await vi.advanceTimersByTimeAsync(20_000)
    expect(server.asked).toBe(2)
  })

  it('does not call a connection of last week news', () => {
    const { check, tell } = watching(9)
    tell(inbox(9))
    tell(inbox(8))

    expect(check.justNow.value).toBe(false)
    expect(check.connectedAt.value).toBe(9)
  })

  it('ends with its page', async () => {
    const { scope, server, listeners } = watching()
    scope.stop()
    await vi.advanceTimersByTimeAsync(20_000)

    expect(server.asked).toBe(0)
    expect(listeners.size).toBe(0)
  })
})
