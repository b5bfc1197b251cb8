import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref, shallowRef } from 'vue'
import { useStayPut } from './useStayPut'

/** A scrolling box whose content has the height the test gives it. */
function box(scrollHeight: number, clientHeight: number) {
  return { scrollHeight, clientHeight, scrollTop: 0 } as unknown as HTMLElement & {
    scrollHeight: number
  }
}

let resized = () => {}
class Observer {
  constructor(run: () => void) {
    resized = run
  }
  observe() {}
  unobserve() {}
  disconnect() {}
}

function setUp() {
  const element = box(1000, 400)
  const scroller = shallowRef<HTMLElement | null>(element)
  const first = ref(50)
  const content = shallowRef<HTMLElement | null>(null)
  const end = ref('m100')
  const onTop = vi.fn()
  const scope = effectScope()
  const held = scope.run(() =>
    useStayPut({ scroller, content, firstSeq: () => first.value, end: () => end.value, onTop }),
  )!
  held.toEnd()
  const scrollTo = (top: number) => {
    element.scrollTop = top
    held.onScroll()
  }
  return { element, first, end, onTop, scrollTo, ...held }
}

describe('a thread stays put', () => {
  beforeEach(() => vi.stubGlobal('ResizeObserver', Observer))
  afterEach(() => vi.unstubAllGlobals())

  it('when older messages grow it upward', async () => {
    const { element, first, scrollTo, onTop } = setUp()
    scrollTo(100)
    expect(onTop).toHaveBeenCalled()
    first.value = 1
    // Asked before the page is drawn anew, and after: 900 px came in above.
    const heights = [1000, 1900]
    Object.defineProperty(element, 'scrollHeight', { get: () => heights.shift() ?? 1900 })
    await nextTick()
    await nextTick()
    expect(element.scrollTop).toBe(1000)
  })

  it('when a message arrives while one reads further up, and says how many did', async () => {
    const { element, end, scrollTo, missed, toEnd } = setUp()
    scrollTo(300)
    end.value = 'm101'
    await nextTick()
    end.value = 'm102'
    await nextTick()
    expect([element.scrollTop, missed.value]).toEqual([300, 2])
    toEnd()
    expect(missed.value).toBe(0)
  })

  it('at the end for who is there, also when room is taken from below', async () => {
    const { element, end } = setUp()
    end.value = 'm101'
    element.scrollHeight = 1100
    await nextTick()
    await nextTick()
    expect(element.scrollTop).toBe(1100)
    element.scrollHeight = 1200
    resized()
    expect(element.scrollTop).toBe(1200)
  })

  it('at the end when our own scrolling is told of late, after something grew below', () => {
    const { element, scrollTo, atEnd } = setUp()
    element.scrollHeight = 1300
    scrollTo(600) // Where the end was: nobody moved.
    expect([element.scrollTop, atEnd.value]).toEqual([1300, true])
    scrollTo(500) // Somebody did.
    expect([element.scrollTop, atEnd.value]).toEqual([500, false])
  })
})
