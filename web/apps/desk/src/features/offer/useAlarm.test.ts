import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref, shallowRef } from 'vue'
import { useAlarm } from './useAlarm'

describe('the alarm of an offer', () => {
  let scope = effectScope()
  const waiting = shallowRef<{ key: string; text: string }[]>([])
  const sound = ref<'on' | 'off'>('on')
  const title = ref('Parley')
  const beep = vi.fn()
  const notify = vi.fn()
  beforeEach(() => {
    vi.useFakeTimers()
    vi.clearAllMocks()
    waiting.value = []
    sound.value = 'on'
    scope = effectScope()
    scope.run(() => useAlarm({ waiting, sound, title, beep, notify }))
  })
  afterEach(() => {
    scope.stop()
    vi.useRealTimers()
  })

  it('calls once for each offer, aloud only if sound is on', async () => {
    waiting.value = [{ key: 's1:1', text: 'Offer: Ann' }]
    await nextTick()
    waiting.value = [...waiting.value]
    await nextTick()
    expect(beep).toHaveBeenCalledTimes(1)
    expect(notify).toHaveBeenCalledWith('Offer: Ann')

    sound.value = 'off'
    waiting.value = [...waiting.value, { key: 's2:1', text: 'Offer: Bob' }]
    await nextTick()
    expect(beep).toHaveBeenCalledTimes(1)
    expect(notify).toHaveBeenCalledTimes(2)
  })
})

it('flashes the title while an offer waits, and rests after', () => {
  vi.useFakeTimers()
  const scope = effectScope()
  const waiting = shallowRef([{ key: 'k', text: 'Offer: Ann' }])
  const quiet = () => {}
  scope.run(() =>
    useAlarm({ waiting, sound: ref('off'), title: ref('(2) Parley'), beep: quiet, notify: quiet }),
  )
  vi.advanceTimersByTime(1000)
  expect(document.title).toBe('● Offer: Ann')
  vi.advanceTimersByTime(1000)
  expect(document.title).toBe('(2) Parley')
  waiting.value = []
  vi.advanceTimersByTime(1000)
  expect(document.title).toBe('(2) Parley')
  scope.stop()
  vi.useRealTimers()
})
