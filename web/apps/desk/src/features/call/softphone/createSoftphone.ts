import type { Api, Call, Id, Session } from '@parley/api'
import { computed, effectScope } from 'vue'
import type { Live } from '../../live'
import type { Calls, Present } from '../createCalls'
import { createMemory } from '../memory'
import { deedsOf, partiesOf, phaseOf } from '../state'
import { createContactLine } from './contactLine'
import { createDeeds } from './deeds'
import { createDevices } from './devices'
import { createDialling } from './dialling'
import { useFollowing } from './following'
import { createSound } from './sound'
import { createTones } from './tones'

export interface SoftphoneParts {
  api: Api
  live: Pick<Live, 'onWelcome' | 'onLineQuality'>
  calls: Calls
  me: () => Id
  refresh: (session: Id) => Promise<Session>
}
export type Softphone = ReturnType<typeof createSoftphone>

/** The telephone in the desk: the call this agent is in, its sound here, and what they do in it. */
export function createSoftphone(parts: SoftphoneParts) {
  return effectScope(true).run(() => assemble(parts)) as ReturnType<typeof assemble>
}

function assemble({ api, live, calls, me, refresh }: SoftphoneParts) {
  const devices = createDevices()
  const sound = createSound({ api, devices, memory: createMemory() })
  const tones = createTones((what) => devices.choice.value[what === 'ring' ? 'ring' : 'speaker'])
  const { present } = calls
  const deeds = createDeeds({ api, me, present: () => present.value, put: calls.put })
  const dialling = createDialling({ api, calls, sound, refresh })
  const contactLine = createContactLine(live, () => present.value?.call.id)
  const { answer } = useFollowing(calls, sound, me, tones.end)

  // The machine was asleep, the network away: what the browser may notice only much later.
  live.onWelcome(() => sound.wake())
  window.addEventListener('online', () => sound.wake())

  return {
    view: computed(() => present.value && viewOf(present.value, me())),
    sound,
    contactLine,
    tones,
    devices,
    deeds,
    dialling,
    answer,
    /** The session was accepted here, to be spoken in on one of the agent's own phones. */
    async answerOn(session: Id, phone: Id) {
      const call = calls.ofSession(session)
      if (call) calls.put(await api.ringPhone(call.id, phone))
    },
    /** A colleague asks. */
    joinAsked: (call: Call) => sound.join(call.id),
    /** Back to the contact, also for whoever had handed the call on to a number and left it. */
    async back() {
      const id = present.value?.call.id
      if ((await deeds.back()) && id && sound.call.value !== id) await sound.join(id)
    },
    /** Here, whatever stood in the way and whichever window had it. */
    rejoin() {
      if (present.value) void sound.join(present.value.call.id, true)
    },
  }
}

/** The call as the bar shows it. */
function viewOf({ call, part }: Present, me: Id) {
  const parties = partiesOf(call, me)
  return {
    call,
    part,
    ...parties,
    phase: phaseOf(call, me),
    deeds: deedsOf(call, me, part),
    /** The agent speaks by another device than this browser. */
    onPhone: parties.mine !== undefined && parties.mine.medium !== 'browser',
  }
}
