import { shallowReadonly, shallowRef, watch } from 'vue'

type Sink = HTMLAudioElement & { setSinkId?: (id: string) => Promise<void> }

/** Where the far end is heard. */
export function createSpeaker(deviceOf: () => string) {
  const element = new Audio() as Sink
  element.autoplay = true
  const blocked = shallowRef(false)
  const heard = shallowRef<MediaStream>()

  async function start() {
    try {
      await element.play()
      blocked.value = false
    } catch (error) {
      // Another stream took its place, or there is none: neither is a browser's refusal.
      if ((error as Error).name === 'NotAllowedError') blocked.value = true
    }
  }

  /** A device that is gone leaves the sound where it was. */
  async function use(id = deviceOf()) {
    await element.setSinkId?.(id).catch(() => undefined)
  }

  watch(deviceOf, (id) => void use(id))

  return {
    /** The browser wants a click before anything is heard. */
    blocked: shallowReadonly(blocked),
    heard: shallowReadonly(heard),
    play(stream: MediaStream) {
      heard.value = stream
      element.srcObject = stream
      void use()
      void start()
    },
    start,
    stop() {
      element.pause()
      element.srcObject = null
      heard.value = undefined
      blocked.value = false
    },
  }
}
