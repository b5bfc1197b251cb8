import type { Call, Id } from '@parley/api'
import { shallowReadonly, shallowRef } from 'vue'
import { createMemory } from './memory'
import type { Softphone, SoftphoneParts } from './softphone'

export type Phone = ReturnType<typeof createPhone>

/** The door to the softphone, which is fetched only where there is something to speak into. */
export function createPhone(parts: SoftphoneParts) {
  const softphone = shallowRef<Softphone>()
  let loading: Promise<Softphone> | undefined

  function load(): Promise<Softphone> {
    loading ??= import('./softphone').then(
      ({ createSoftphone }) => (softphone.value = createSoftphone(parts)),
      (error: unknown) => {
        loading = undefined // The line was down: the next time it is wanted it is tried again.
        throw error
      },
    )
    return loading
  }

  // Loaded anew in the middle of a call: somebody waits to hear us.
  if (createMemory().recall()) void load().catch(() => undefined)

  return {
    softphone: shallowReadonly(softphone),
    load,
    answer: async (session: Id) => (await load()).answer(session),
    answerOn: async (session: Id, phone: Id) => (await load()).answerOn(session, phone),
    joinAsked: async (call: Call) => (await load()).joinAsked(call),
  }
}
