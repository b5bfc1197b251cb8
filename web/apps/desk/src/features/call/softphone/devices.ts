import { onScopeDispose, ref, shallowReadonly, shallowRef, watch } from 'vue'

export interface Device {
  id: string
  label: string
}
export interface DeviceChoice {
  /** Ids of devices; '': as the system has it. */
  microphone: string
  speaker: string
  ring: string
  /** Echo and noise are taken out by the browser. */
  processed: boolean
}
export type Devices = ReturnType<typeof createDevices>

const KEY = 'parley.devices'
const FRESH: DeviceChoice = { microphone: '', speaker: '', ring: '', processed: true }

/** The devices of this machine, and which were chosen in this browser. */
export function createDevices(storage: Storage = localStorage) {
  const choice = ref<DeviceChoice>(kept(storage))
  const microphones = shallowRef<readonly Device[]>([])
  const speakers = shallowRef<readonly Device[]>([])
  const media = navigator.mediaDevices as MediaDevices | undefined

  watch(
    choice,
    (next) => {
      try {
        storage.setItem(KEY, JSON.stringify(next))
      } catch {
        // Without storage the choice lasts until the page is closed.
      }
    },
    { deep: true },
  )

  /** Until the microphone was allowed once, a browser names no device. */
  async function refresh() {
    const all = (await media?.enumerateDevices().catch(() => [])) ?? []
    const of = (kind: MediaDeviceKind) =>
      all
        .filter((one) => one.kind === kind && one.deviceId && one.deviceId !== 'default')
        .map((one) => ({ id: one.deviceId, label: one.label }))
    microphones.value = of('audioinput')
    speakers.value = of('audiooutput')
  }
  const changed = () => void refresh()
  media?.addEventListener?.('devicechange', changed)
  onScopeDispose(() => media?.removeEventListener?.('devicechange', changed))

  return {
    choice,
    microphones: shallowReadonly(microphones),
    speakers: shallowReadonly(speakers),
    /** Not every browser lets a page say where it is heard. */
    canChooseSpeaker: 'setSinkId' in HTMLMediaElement.prototype,
    refresh,
  }
}

function kept(storage: Storage): DeviceChoice {
  try {
    const read = JSON.parse(storage.getItem(KEY) ?? '{}') as Partial<DeviceChoice>
    const text = (value: unknown) => (typeof value === 'string' ? value : '')
    return {
      microphone: text(read.microphone),
      speaker: text(read.speaker),
      ring: text(read.ring),
      processed: read.processed !== false,
    }
  } catch {
    return { ...FRESH }
  }
}
