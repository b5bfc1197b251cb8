import type { Play } from '@parley/api'
import { onScopeDispose, ref, shallowReadonly, shallowRef, watch } from 'vue'

export const SPEEDS = [1, 1.25, 1.5, 2] as const

export interface PlaybackParts {
  /** Where the sound is, for a while: asked for when somebody really listens. */
  permit: () => Promise<Play>
  seconds: number
  audio?: HTMLAudioElement
  now?: () => number
}

/** Plays one recording: where it is, how fast, and whether it could be had at all. */
export function usePlayback({
  permit,
  seconds,
  audio = new Audio(),
  now = Date.now,
}: PlaybackParts) {
  const playing = shallowRef(false)
  const at = ref(0)
  const length = ref(seconds)
  const speed = ref<number>(1)
  const failed = shallowRef(false)
  let expires = 0

  listenTo(audio, {
    play: () => (playing.value = true),
    pause: () => (playing.value = false),
    seeked: () => (at.value = audio.currentTime),
    error: () => (failed.value = expires > 0),
    loadedmetadata() {
      if (Number.isFinite(audio.duration)) length.value = audio.duration
      if (at.value > 0) audio.currentTime = at.value
      audio.playbackRate = speed.value
    },
  })
  watch(speed, (next) => (audio.playbackRate = next))
  followWhile(playing, () => (at.value = audio.currentTime))

  async function play() {
    failed.value = false
    try {
      if (now() >= expires) {
        const permitted = await permit()
        audio.src = permitted.url
        expires = permitted.expires_at
      }
      if (at.value >= length.value) at.value = audio.currentTime = 0
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

function listenTo(audio: HTMLAudioElement, heed: Record<string, () => void>) {
  audio.preload = 'auto'
  for (const [event, run] of Object.entries(heed)) audio.addEventListener(event, run)
  onScopeDispose(() => {
    for (const [event, run] of Object.entries(heed)) audio.removeEventListener(event, run)
    audio.pause()
    audio.removeAttribute('src')
  })
}

function followWhile(playing: { value: boolean }, look: () => void) {
  let frame = 0
  watch(
    () => playing.value,
    (is) => {
      cancelAnimationFrame(frame)
      if (is) step()
    },
  )
  function step() {
    look()
    frame = requestAnimationFrame(step)
  }
  onScopeDispose(() => cancelAnimationFrame(frame))
}
