import { onScopeDispose, ref, shallowReadonly, shallowRef, watch } from 'vue'

export const SPEEDS = [1, 1.25, 1.5, 2] as const

/** Plays one sound file: where it is, how fast, and whether it could be had at all. */
export function usePlayback(url: string, seconds: number, audio = new Audio()) {
  const playing = shallowRef(false)
  const at = ref(0)
  const length = ref(seconds)
  const speed = ref<number>(1)
  const failed = shallowRef(false)
  let frame = 0

  audio.preload = 'none' // Whoever only looks has not listened.

  function follow() {
    at.value = audio.currentTime
    if (playing.value) frame = requestAnimationFrame(follow)
  }
  const heed: Record<string, () => void> = {
    play: () => {
      playing.value = true
      follow()
    },
    pause: () => (playing.value = false),
    seeked: () => (at.value = audio.currentTime),
    error: () => (failed.value = audio.src !== ''),
    loadedmetadata: () => {
      if (Number.isFinite(audio.duration)) length.value = audio.duration
      if (at.value > 0) audio.currentTime = at.value
      audio.playbackRate = speed.value
    },
  }
  for (const [event, run] of Object.entries(heed)) audio.addEventListener(event, run)
  watch(speed, (next) => (audio.playbackRate = next))
  onScopeDispose(() => {
    cancelAnimationFrame(frame)
    for (const [event, run] of Object.entries(heed)) audio.removeEventListener(event, run)
    audio.pause()
    audio.removeAttribute('src')
    audio.load()
  })

  async function play() {
    failed.value = false
    if (!audio.src) audio.src = url
    try {
      await audio.play()
    } catch (error) {
      // Paused again before it began.
      if ((error as Error).name !== 'AbortError') failed.value = true
    }
  }

  return {
    playing: shallowReadonly(playing),
    failed: shallowReadonly(failed),
    at: shallowReadonly(at),
    length: shallowReadonly(length),
    speed,
    toggle: () => (playing.value ? audio.pause() : void play()),
    seek(to: number) {
      at.value = to
      if (audio.readyState > 0) audio.currentTime = to
    },
  }
}
