import { onScopeDispose, watch, type Ref } from 'vue'

export interface AlarmOptions {
  /** What waits, by stable key; a key not seen before is announced. */
  /** What rings by itself is not announced by a beep too. */
  waiting: Ref<readonly { key: string; text: string; rings?: boolean }[]>
  sound: Ref<'on' | 'off'>
  title: Ref<string>
  beep: () => void
  notify: (text: string) => void
}

const FLASH_MS = 1000

/** Calls an agent who may be looking elsewhere: a sound, a notification and the page's title. */
export function useAlarm({ waiting, sound, title, beep, notify }: AlarmOptions) {
  const known = new Set<string>()
  let flashes = false

  function show() {
    const first = waiting.value[0]
    flashes = !flashes
    document.title = first && flashes ? `● ${first.text}` : title.value
  }
  const timer = setInterval(show, FLASH_MS)

  watch(
    waiting,
    (list) => {
      for (const { key, text, rings } of list) {
        if (known.has(key)) continue
        known.add(key)
        if (sound.value === 'on' && !rings) beep()
        notify(text)
      }
      for (const key of [...known]) if (!list.some((one) => one.key === key)) known.delete(key)
    },
    { immediate: true },
  )
  onScopeDispose(() => clearInterval(timer))
}
