import type { Api, Call, DialBody, Id, Session } from '@parley/api'
import { shallowReadonly, shallowRef } from 'vue'
import { phraseOf, type Phrase } from '../../forms'
import type { Calls } from '../createCalls'
import type { Sound } from './sound'

export interface DiallingParts {
  api: Pick<Api, 'dial'>
  calls: Pick<Calls, 'put'>
  sound: Pick<Sound, 'join'>
  /** The session of a call just dialled, which the stream may tell of a little later. */
  refresh: (session: Id) => Promise<Session>
}

/** Calling somebody. */
export function createDialling({ api, calls, sound, refresh }: DiallingParts) {
  const busy = shallowRef(false)
  const refused = shallowRef<Phrase>()

  return {
    busy: shallowReadonly(busy),
    refused: shallowReadonly(refused),
    /**
     * The call, or nothing: `refused` says why. With a phone of their own named the agent speaks
     * there, else here.
     */
    async dial(to: DialBody): Promise<Call | undefined> {
      if (busy.value) return undefined
      busy.value = true
      refused.value = undefined
      try {
        const call = await api.dial(to)
        calls.put(call)
        if (!to.phone_id) void sound.join(call.id)
        await refresh(call.session_id).catch(() => undefined)
        return call
      } catch (error) {
        refused.value = phraseOf(error)
        return undefined
      } finally {
        busy.value = false
      }
    },
  }
}
