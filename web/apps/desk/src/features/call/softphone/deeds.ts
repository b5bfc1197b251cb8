import type { Api, Call, CallTargetBody, Id } from '@parley/api'
import { shallowReadonly, shallowRef } from 'vue'
import { phraseOf, type Phrase } from '../../forms'
import type { Present } from '../createCalls'
import { partiesOf } from '../state'

type CallApi = Pick<
  Api,
  | 'holdCall'
  | 'pressKeys'
  | 'consult'
  | 'conference'
  | 'transferCall'
  | 'dropLeg'
  | 'pauseRecording'
  | 'hangUp'
  | 'ringPhone'
>
export type Deed =
  | 'hold'
  | 'consult'
  | 'transfer'
  | 'conference'
  | 'back'
  | 'drop'
  | 'record'
  | 'hang_up'
  | 'ring_phone'
export type Doing = ReturnType<typeof createDeeds>

export interface DeedParts {
  api: CallApi
  me: () => Id
  present: () => Present | undefined
  put: (call: Call) => void
}

/** What an agent does in the call they are in; one thing at a time, refusals in words. */
export function createDeeds({ api, me, present, put }: DeedParts) {
  const busy = shallowRef<Deed>()
  const refused = shallowRef<Phrase>()
  let keysSent: Promise<unknown> = Promise.resolve()

  /** True when it is done. */
  async function act(deed: Deed, how: (call: Call) => Promise<Call>): Promise<boolean> {
    const call = present()?.call
    if (!call || busy.value) return false
    busy.value = deed
    refused.value = undefined
    try {
      put(await how(call))
      return true
    } catch (error) {
      refused.value = phraseOf(error)
      return false
    } finally {
      busy.value = undefined
    }
  }

  /** Whoever is consulted goes, and the contact is no longer held. */
  async function comeBack(call: Call): Promise<Call> {
    let now = call
    for (const leg of partiesOf(call, me()).others) now = await api.dropLeg(call.id, leg.id)
    return now.state === 'held' ? api.holdCall(call.id, false) : now
  }

  /** In the order they were pressed, however slow the line is. */
  function press(key: string) {
    const call = present()?.call
    if (!call) return
    keysSent = keysSent
      .then(() => api.pressKeys(call.id, key))
      .catch((error) => (refused.value = phraseOf(error)))
  }

  return {
    busy: shallowReadonly(busy),
    refused: shallowReadonly(refused),
    forgive: () => (refused.value = undefined),
    press,
    /** The whole call by who serves; whoever was asked only leaves. */
    hangUp: () => act('hang_up', (call) => api.hangUp(call.id)),
    hold: (held: boolean) => act('hold', (call) => api.holdCall(call.id, held)),
    consult: (target: CallTargetBody) => act('consult', (call) => api.consult(call.id, target)),
    transfer: (target?: CallTargetBody) =>
      act('transfer', (call) => api.transferCall(call.id, target)),
    conference: () => act('conference', (call) => api.conference(call.id)),
    back: () => act('back', comeBack),
    drop: (leg: Id) => act('drop', (call) => api.dropLeg(call.id, leg)),
    record: (paused: boolean) => act('record', (call) => api.pauseRecording(call.id, paused)),
    toPhone: (phone: Id) => act('ring_phone', (call) => api.ringPhone(call.id, phone)),
  }
}
