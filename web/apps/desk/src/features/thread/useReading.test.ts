import { afterEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { useReading } from './useReading'

describe('reading', () => {
  const scope = effectScope()
  afterEach(() => vi.restoreAllMocks())

  it('marks what is before the eyes, once, and again only for newer messages', async () => {
    const focus = vi.spyOn(document, 'hasFocus').mockReturnValue(false)
    const unread = ref(4)
    const looking = ref(true)
    const mark = vi.fn(() => true)
    scope.run(() =>
      useReading({ unreadSeq: () => unread.value, looking: () => looking.value, mark }),
    )
    await nextTick()
    expect(mark).not.toHaveBeenCalled() // The window is behind another one.

    focus.mockReturnValue(true)
    window.dispatchEvent(new Event('focus'))
    await nextTick()
    expect(mark).toHaveBeenCalledWith(4)

    looking.value = false
    unread.value = 5
    await nextTick()
    expect(mark).toHaveBeenCalledTimes(1) // Scrolled up: not seen yet.
    looking.value = true
    await nextTick()
    expect(mark).toHaveBeenLastCalledWith(5)
    scope.stop()
  })
})
