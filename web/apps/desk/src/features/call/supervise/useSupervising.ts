import type { Api, Call, Id, Leg, Supervision } from '@parley/api'
import { computed, onScopeDispose, shallowReadonly, shallowRef, watch } from 'vue'
import { phraseOf, type Phrase } from '../../forms'
import type { Memory } from '../memory'
import { createDevices } from '../softphone/devices'
import { createSound } from '../softphone/sound'
import { isThere } from '../state'

export type Mode = Exclude<Supervision, 'none'>
export const MODES: readonly Mode[] = ['listen', 'whisper', 'barge']

/** After a reload one does not listen on: that is begun by hand. */
const NO_MEMORY: Memory = { recall: () => undefined, keep: () => undefined }

type SuperviseApi = Pick<Api, 'superviseCall' | 'changeSupervision' | 'dropLeg'>
export interface SupervisingParts {
  api: SuperviseApi
  me: () => Id
  /** The call that is looked at. */
  call: () => Call | undefined
  put: (call: Call) => void
  sound?: typeof createSound
}

export function supervisingLeg(call: Call | undefined, me: Id): Leg | undefined {
  return call?.legs.find((leg) => leg.kind === 'supervisor' && leg.agent_id === me && isThere(leg))
}

/** A supervisor's ear, whisper or voice in a call, by this browser; it ends with the page. */
export function useSupervising({
  api,
  me,
  call,
  put,
  sound: make = createSound,
}: SupervisingParts) {
  const mode = shallowRef<Mode>()
  const refused = shallowRef<Phrase>()
  const sound = make({
    api: {
      joinCall: (id, offer, o) => api.superviseCall(id, { mode: mode.value ?? 'listen', offer }, o),
    },
    devices: createDevices(),
    memory: NO_MEMORY,
  })

  async function start(next: Mode) {
    const now = call()
    if (!now) return
    const before = mode.value
    mode.value = next
    refused.value = undefined
    if (sound.call.value !== now.id || !before) return sound.join(now.id, true)
    try {
      put(await api.changeSupervision(now.id, next))
    } catch (error) {
      mode.value = before
      refused.value = phraseOf(error)
    }
  }

  async function stop() {
    const left = sound.call.value
    mode.value = undefined
    sound.leave()
    const now = call()
    const leg = now?.id === left ? supervisingLeg(now, me()) : undefined
    if (!now || !leg) return
    // Whoever ended it first: it is over.
    await api.dropLeg(now.id, leg.id).then(put, () => undefined)
  }

  watch(
    () => call()?.id,
    (id) => {
      if (sound.call.value && sound.call.value !== id) void stop()
    },
  )
  onScopeDispose(() => {
    if (sound.call.value) void stop()
  })

  return {
    mode: shallowReadonly(mode),
    refused: shallowReadonly(refused),
    state: computed(() => sound.state.value.kind),
    /** Why the sound stopped: a code of the server's, or a word of the link's. */
    trouble: computed(() => {
      const state = sound.state.value
      return state.kind === 'stopped' ? state : undefined
    }),
    muted: sound.muted,
    start,
    stop,
  }
}
