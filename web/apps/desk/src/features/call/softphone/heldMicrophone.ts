import { shallowReadonly, shallowRef } from 'vue'

/** The microphone while a call has it open: one at a time, given back when it is let go. */
export function createHeldMicrophone(open: () => Promise<MediaStream>) {
  const stream = shallowRef<MediaStream>()

  function release() {
    stream.value?.getTracks().forEach((track) => track.stop())
    stream.value = undefined
  }

  return {
    stream: shallowReadonly(stream),
    release,
    /** The one that is open, else a new one. */
    async get(): Promise<MediaStream> {
      const held = stream.value
      if (held?.getAudioTracks().some((track) => track.readyState === 'live')) return held
      return (stream.value = await open())
    },
    swap(next: MediaStream) {
      release()
      stream.value = next
    },
  }
}
