import type { Call, Id } from '@parley/api'
import { shallowRef, watch } from 'vue'
import type { Calls } from '../createCalls'
import { shouldJoin } from './joining'
import type { Sound } from './sound'

/** Leads the sound after the call: in by itself where it may be, out when it is over or handed on. */
export function useFollowing(calls: Calls, sound: Sound, me: () => Id, onEnd: () => void) {
  const accepted = shallowRef<Id>()
  let wasPresent: Id | undefined

  function isOver(heard: Id, call: Call | undefined, asking: readonly Call[]): boolean {
    if (heard === call?.id || asking.some((one) => one.id === heard)) return false
    return wasPresent === heard || calls.open(heard) === undefined
  }

  function judge(call: Call) {
    const standing = sound.standing(call, me())
    if (standing === 'removed') sound.leave()
    if (standing === 'replaced') sound.taken()
  }

  function follow(call: Call | undefined, asking: readonly Call[]) {
    const heard = sound.call.value
    if (heard && isOver(heard, call, asking)) {
      sound.leave()
      onEnd()
    }
    wasPresent = call?.id
    if (!call) return
    if (sound.call.value === call.id) return judge(call)
    const reasons = { me: me(), accepted: accepted.value, remembered: sound.remembered() }
    if (!shouldJoin(call, reasons)) return
    accepted.value = undefined
    void sound.join(call.id)
  }

  watch(
    [calls.present, calls.asking, () => calls.open(sound.call.value) !== undefined],
    ([now, asking]) => follow(now?.call, asking),
    { immediate: true },
  )

  return {
    /** The session was accepted here: its call is to be spoken in here. */
    answer(session: Id) {
      accepted.value = session
      const call = calls.ofSession(session)
      if (call && sound.call.value !== call.id) void sound.join(call.id)
    },
  }
}
