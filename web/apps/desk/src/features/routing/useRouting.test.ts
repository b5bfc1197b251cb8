import type { EventBody, SessionRouting } from '@parley/api'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, ref } from 'vue'
import { REREAD_MS, useRouting } from './useRouting'

function stage(position: number | null) {
  const listeners: ((event: EventBody) => void)[] = []
  const asked: string[] = []
  const api = {
    sessionRouting: async (session_id: string) => {
      asked.push(session_id)
      return { session_id, position } as SessionRouting
    },
  }
  const changes = {
    onEvent: (listen: (event: EventBody) => void) => {
      listeners.push(listen)
      return () => undefined
    },
  }
  const id = ref<string | undefined>('s1')
  const scope = effectScope()
  const { routing } = scope.run(() => useRouting(api, changes, id))!
  const happen = (session: string) =>
    listeners.forEach((listen) => listen({ session: { id: session } } as EventBody))
  return { asked, id, routing, happen, stop: () => scope.stop() }
}

describe('why a session is where it is', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('is read again with its own events, and while it waits', async () => {
    const { asked, routing, happen, stop } = stage(2)
    await vi.advanceTimersByTimeAsync(0)
    expect(routing.value?.position).toBe(2)
    happen('s1')
    happen('another')
    await vi.advanceTimersByTimeAsync(0)
    expect(asked).toEqual(['s1', 's1'])
    await vi.advanceTimersByTimeAsync(REREAD_MS)
    expect(asked).toHaveLength(3)
    stop()
    await vi.advanceTimersByTimeAsync(REREAD_MS * 2)
    expect(asked).toHaveLength(3)
  })

  it('is not asked for once more when nothing waits, nor for no session', async () => {
    const { asked, id, routing } = stage(null)
    await vi.advanceTimersByTimeAsync(REREAD_MS * 2)
    expect(asked).toEqual(['s1'])
    id.value = undefined
    await vi.advanceTimersByTimeAsync(0)
    expect(asked).toEqual(['s1'])
    expect(routing.value).toBeUndefined()
  })
})
