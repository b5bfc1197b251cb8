import type { Api, Call, DialBody, Id, Session } from '@parley/api'
import { computed, effectScope, shallowReadonly, shallowRef, watch } from 'vue'
import { phraseOf, type Phrase } from '../../forms'
import type { Live } from '../../live'
import type { Calls } from '../createCalls'
import { createMemory } from '../memory'
import { deedsOf, partiesOf, phaseOf } from '../state'
import { createDeeds } from './deeds'
import { createDevices } from './devices'
import { shouldJoin } from './joining'
import { createSound } from './sound'
import { createTones } from './tones'

export interface SoftphoneParts {
  api: Api
  live: Pick<Live, 'onWelcome'>
  calls: Calls
  me: () => Id
  /** The session of a call just dialled, which the stream may tell of a little later. */
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
  const deeds = createDeeds({ api, me, present: () => calls.present.value, put: calls.put })
  const accepted = shallowRef<Id>()
  const dialling = shallowRef(false)
  const dialRefused = shallowRef<Phrase>()

  const present = calls.present
  const view = computed(() => {
    const now = present.value
    if (!now) return undefined
    const { call, part } = now
    const parties = partiesOf(call, me())
    return {
      call,
      part,
      ...parties,
      phase: phaseOf(call, me()),
      deeds: deedsOf(call, me(), part),
      /** The agent speaks by another device than this browser. */
      onPhone: parties.mine !== undefined && parties.mine.medium !== 'browser',
    }
  })

  /** In by itself where it may be, out when the call is over or somebody else's. */
  let wasPresent: Id | undefined
  watch(
    [present, calls.asking, () => calls.open(sound.call.value) !== undefined],
    ([now, asking]) => {
      const call = now?.call
      const heard = sound.call.value
      if (heard && isOver(heard, call, asking)) {
        sound.leave()
        tones.end()
      }
      wasPresent = call?.id
      if (call && sound.call.value === call.id) return judge(call)
      if (!call) return
      const reasons = { me: me(), accepted: accepted.value, remembered: sound.remembered() }
      if (!shouldJoin(call, reasons)) return
      accepted.value = undefined
      void sound.join(call.id)
    },
    { immediate: true },
  )

  function judge(call: Call) {
    const standing = sound.standing(call, me())
    if (standing === 'removed') sound.leave()
    if (standing === 'replaced') sound.taken()
  }

  function isOver(heard: Id, call: Call | undefined, asking: readonly Call[]): boolean {
    if (heard === call?.id || asking.some((one) => one.id === heard)) return false
    return wasPresent === heard || calls.open(heard) === undefined
  }

  async function dial(to: DialBody): Promise<Call | undefined> {
    if (dialling.value) return undefined
    dialling.value = true
    dialRefused.value = undefined
    try {
      const call = await api.dial(to)
      calls.put(call)
      void sound.join(call.id)
      await refresh(call.session_id).catch(() => undefined)
      return call
    } catch (error) {
      dialRefused.value = phraseOf(error)
      return undefined
    } finally {
      dialling.value = false
    }
  }

  // The machine was asleep, the network away: what the browser may notice only much later.
  live.onWelcome(() => sound.wake())
  window.addEventListener('online', () => sound.wake())

  return {
    view,
    sound,
    tones,
    devices,
    deeds,
    dialling: shallowReadonly(dialling),
    dialRefused: shallowReadonly(dialRefused),
    dial,
    /** The session was accepted here: its call is to be spoken in here. */
    answer(session: Id) {
      accepted.value = session
      const call = calls.ofSession(session)
      if (call && sound.call.value !== call.id) void sound.join(call.id)
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
