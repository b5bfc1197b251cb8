import { onScopeDispose, ref, watch } from 'vue'

export interface ReadingOptions {
  /** Newest message of the visitor that is not marked read; 0: none. */
  unreadSeq: () => number
  /** The reader looks at the end of the thread, and it is theirs to read. */
  looking: () => boolean
  /** False if the mark could not be sent now. */
  mark: (seq: number) => boolean
}

/** Marks as read what somebody really has before their eyes. */
export function useReading({ unreadSeq, looking, mark }: ReadingOptions) {
  const present = ref(isPresent())
  let marked = 0
  const look = () => (present.value = isPresent())
  const signs = ['focus', 'blur'] as const
  for (const sign of signs) window.addEventListener(sign, look)
  document.addEventListener('visibilitychange', look)
  onScopeDispose(() => {
    for (const sign of signs) window.removeEventListener(sign, look)
    document.removeEventListener('visibilitychange', look)
  })

  watch(
    [unreadSeq, looking, present],
    ([seq, isLooking, isHere]) => {
      if (!isLooking || !isHere || seq <= marked) return
      if (mark(seq)) marked = seq
    },
    { immediate: true },
  )
}

function isPresent(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus()
}
