import type { Api, Id } from '@parley/api'
import { ref, shallowReadonly, shallowRef, watch } from 'vue'
import type { Memory } from '../memory'
import { createClaim } from './claim'
import type { Devices } from './devices'
import { createLink } from './link'
import type { Trouble } from './linkState'
import { NoMicrophone, openMicrophone } from './microphone'
import { createPeer } from './peer'
import { createSpeaker } from './speaker'
import { createStanding } from './standing'

export type Sound = ReturnType<typeof createSound>

export interface SoundParts {
  api: Pick<Api, 'joinCall'>
  devices: Devices
  memory: Memory
}

/** What this window says and hears in one call. */
export function createSound({ api, devices, memory }: SoundParts) {
  let remembered = memory.recall()
  const call = shallowRef<Id | undefined>()
  const muted = ref(false)
  /** The microphone went away during the call; hearing goes on. */
  const unplugged = shallowRef<Trouble>()
  const standing = createStanding()
  const speaker = createSpeaker(() => devices.choice.value.speaker)
  const open = () =>
    openMicrophone({
      id: devices.choice.value.microphone,
      processed: devices.choice.value.processed,
    })
  const link = createLink({
    openMicrophone: open,
    createPeer,
    onSound: speaker.play,
    async join(offer, signal) {
      standing.joining()
      return (await api.joinCall(call.value ?? '', offer, { signal })).answer
    },
  })
  const { claim, release } = createClaim(() => link.taken())

  const keep = () => memory.keep(call.value ? { call: call.value, muted: muted.value } : undefined)

  async function join(id: Id, take = false) {
    if (call.value !== id) {
      link.leave()
      muted.value = remembered?.call === id && remembered.muted
      call.value = id
    }
    const isOurs = await claim(take)
    if (call.value !== id) return
    if (isOurs) link.join()
    else link.taken()
  }

  function leave() {
    remembered = undefined
    call.value = undefined
    muted.value = false
    unplugged.value = undefined
    link.leave()
    speaker.stop()
    release()
  }

  /** Goes on with the microphone that is chosen now, or with any that is left. */
  async function changeMicrophone() {
    if (link.state.value.kind !== 'live') return
    try {
      await link.use(await open())
      unplugged.value = undefined
    } catch (error) {
      unplugged.value = error instanceof NoMicrophone ? error.trouble : 'no_microphone'
    }
  }

  watch([call, muted], keep)
  watch(link.state, (now) => now.kind === 'live' && standing.live())
  watch([link.microphone, muted], ([stream]) => {
    for (const track of stream?.getAudioTracks() ?? []) {
      track.enabled = !muted.value
      track.onended = () => void changeMicrophone()
    }
  })
  watch(
    () => [devices.choice.value.microphone, devices.choice.value.processed],
    () => void changeMicrophone(),
  )
  watch(devices.microphones, () => {
    if (unplugged.value) void changeMicrophone()
  })
  watch(
    () => devices.choice.value.speaker,
    (id) => void speaker.use(id),
  )

  return {
    /** Which call it is. */
    call: shallowReadonly(call),
    /** Of this window before it was loaded anew. */
    remembered: () => remembered?.call,
    state: link.state,
    microphone: link.microphone,
    heard: speaker.heard,
    blocked: speaker.blocked,
    unplugged: shallowReadonly(unplugged),
    muted,
    join,
    leave,
    standing: standing.judge,
    taken: link.taken,
    wake: link.wake,
    stats: link.stats,
    unblock: speaker.start,
    changeMicrophone,
  }
}
