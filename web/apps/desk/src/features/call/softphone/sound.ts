import type { Api, Id } from '@parley/api'
import { ref, shallowReadonly, shallowRef, watch } from 'vue'
import type { Memory } from '../memory'
import { useChangingMicrophone } from './changingMicrophone'
import { createClaim } from './claim'
import type { Devices } from './devices'
import { createLink } from './link'
import { openMicrophone } from './microphone'
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
  const standing = createStanding()
  const speaker = createSpeaker(() => devices.choice.value.speaker)
  const open = () => {
    const { microphone: id, processed } = devices.choice.value
    return openMicrophone({ id, processed })
  }
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
  const microphone = useChangingMicrophone(link, open, devices, muted)

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
    microphone.forget()
    link.leave()
    speaker.stop()
    release()
  }

  watch([call, muted], ([id]) => memory.keep(id ? { call: id, muted: muted.value } : undefined))
  watch(link.state, (now) => now.kind === 'live' && standing.live())

  return {
    /** Which call it is. */
    call: shallowReadonly(call),
    /** Which it was before this window was loaded anew. */
    remembered: () => remembered?.call,
    state: link.state,
    microphone: link.microphone,
    heard: speaker.heard,
    blocked: speaker.blocked,
    unplugged: microphone.unplugged,
    muted,
    join,
    leave,
    standing: standing.judge,
    taken: link.taken,
    wake: link.wake,
    stats: link.stats,
    unblock: speaker.start,
    changeMicrophone: microphone.change,
  }
}
