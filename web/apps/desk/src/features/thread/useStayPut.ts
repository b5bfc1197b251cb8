import { nextTick, onScopeDispose, ref, watch, type Ref } from 'vue'

/** Nearer to the end than this counts as looking at the end. */
const NEAR_PX = 48
/** Nearer to the top than this, older messages are fetched. */
const TOP_PX = 240

export interface StayPutOptions {
  scroller: Ref<HTMLElement | null>
  /** What scrolls in it, which grows by itself where a card learns more. */
  content: Ref<HTMLElement | null>
  /** Changes whenever rows were added, at either end. */
  firstSeq: () => number
  end: () => string
  onTop: () => void
}

/**
 * Keeps what is being read where it is: older messages grow the page upward, new ones move it only
 * for a reader who is at the end; anybody else is told how many there are.
 */
export function useStayPut({ scroller, content, firstSeq, end, onTop }: StayPutOptions) {
  const atEnd = ref(true)
  const missed = ref(0)
  /** Of the content when it was last looked at. */
  let height = 0

  function onScroll() {
    const box = scroller.value
    if (!box) return
    const isNear = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX
    // The browser tells of our own scrolling late: something has grown below since, and nobody
    // scrolled up.
    if (atEnd.value && !isNear && box.scrollHeight !== height) return toEnd()
    height = box.scrollHeight
    atEnd.value = isNear
    if (atEnd.value) missed.value = 0
    if (box.scrollTop < TOP_PX) onTop()
  }

  function toEnd() {
    const box = scroller.value
    if (!box) return
    box.scrollTop = height = box.scrollHeight
    atEnd.value = true
    missed.value = 0
  }

  watch(
    firstSeq,
    async (now, before) => {
      const box = scroller.value
      if (!box || before === 0 || now >= before) return
      const fromEnd = box.scrollHeight - box.scrollTop
      await nextTick()
      box.scrollTop = box.scrollHeight - fromEnd
    },
    { flush: 'pre' },
  )

  watch(
    end,
    async (now, before) => {
      if (now === before) return
      if (!atEnd.value) {
        missed.value += 1
        return
      }
      await nextTick()
      toEnd()
    },
    { flush: 'pre' },
  )

  // A banner or a growing composer takes room from below, a card grows: the end stays in sight.
  const resized = new ResizeObserver(() => {
    if (atEnd.value) toEnd()
  })
  for (const part of [scroller, content]) {
    watch(part, (box, before) => {
      if (before) resized.unobserve(before)
      if (box) resized.observe(box)
    })
  }
  onScopeDispose(() => resized.disconnect())

  return { atEnd, missed, onScroll, toEnd }
}
