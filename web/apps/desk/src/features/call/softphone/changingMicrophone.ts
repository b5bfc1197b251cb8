import { shallowReadonly, shallowRef, watch, type Ref } from 'vue'
import type { Devices } from './devices'
import type { Link } from './link'
import type { Trouble } from './linkState'
import { NoMicrophone } from './microphone'

/** The microphone in the middle of a call: muted, exchanged, unplugged, plugged in again. */
export function useChangingMicrophone(
  link: Link,
  open: () => Promise<MediaStream>,
  devices: Devices,
  muted: Readonly<Ref<boolean>>,
) {
  /** It went away during the call; hearing goes on. */
  const unplugged = shallowRef<Trouble>()

  /** Goes on with the one that is chosen now, or with any that is left. */
  async function change() {
    if (link.state.value.kind !== 'live') return
    try {
      await link.use(await open())
      unplugged.value = undefined
    } catch (error) {
      unplugged.value = error instanceof NoMicrophone ? error.trouble : 'no_microphone'
    }
  }

  watch([link.microphone, muted], ([stream]) => {
    for (const track of stream?.getAudioTracks() ?? []) {
      track.enabled = !muted.value
      track.onended = () => void change()
    }
  })
  watch(
    () => [devices.choice.value.microphone, devices.choice.value.processed],
    () => void change(),
  )
  watch(devices.microphones, () => {
    if (unplugged.value) void change()
  })
  return {
    unplugged: shallowReadonly(unplugged),
    change,
    forget: () => (unplugged.value = undefined),
  }
}
