import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { PAUSE_MS, RENEW_MS, useTyping } from './useTyping'

describe('the typing sign', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  function setUp() {
    const told: boolean[] = []
    const scope = effectScope()
    const typing = scope.run(() => useTyping((on) => told.push(on)))!
    return { told, scope, ...typing }
  }

  it('is given at once, renewed seldom, and taken back after a pause', () => {
    const { told, typed } = setUp()
    typed()
    typed()
    vi.advanceTimersByTime(RENEW_MS)
    typed()
    expect(told).toEqual([true, true])
    vi.advanceTimersByTime(PAUSE_MS)
    expect(told).toEqual([true, true, false])
  })

  it('is taken back once, also when the page is left', () => {
    const { told, typed, stop, scope } = setUp()
    stop()
    expect(told).toEqual([])
    typed()
    scope.stop()
    vi.advanceTimersByTime(PAUSE_MS)
    expect(told).toEqual([true, false])
  })
})
