import type { Api, Call, Id } from '@parley/api'
import { computed, shallowReactive, type Ref } from 'vue'

export interface AskingParts {
  /** Calls that colleagues want this agent in. */
  asking: Readonly<Ref<readonly Call[]>>
  me: () => Id
  put: (call: Call) => void
  join: (call: Call) => Promise<void>
  onFailure: () => void
}

/** Colleagues' questions into their calls; an answered one is gone at once. */
export function useAsking(api: Pick<Api, 'dropLeg'>, parts: AskingParts) {
  const answered = shallowReactive(new Set<Id>())
  const myLeg = (call: Call) =>
    call.legs.find((leg) => leg.agent_id === parts.me() && leg.state === 'ringing')

  const offers = computed(() =>
    parts.asking.value.flatMap((call) => {
      const leg = myLeg(call)
      if (!leg || answered.has(leg.id)) return []
      const colleague = call.legs.find((one) => one.kind === 'agent' && one.id !== leg.id)
      return [{ call, leg, colleague: colleague?.agent_id ?? null }]
    }),
  )

  async function answer(call: Call, how: (leg: Id) => Promise<unknown>) {
    const leg = myLeg(call)
    if (!leg || answered.has(leg.id)) return
    answered.add(leg.id)
    try {
      await how(leg.id)
    } catch {
      answered.delete(leg.id) // Not answered after all: it can be tried again.
      parts.onFailure()
    }
  }

  return {
    offers,
    accept: (call: Call) => answer(call, () => parts.join(call)),
    decline: (call: Call) =>
      answer(call, async (leg) => parts.put(await api.dropLeg(call.id, leg))),
  }
}
