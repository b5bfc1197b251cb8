import { Refusal, type Api, type Session } from '@parley/api'
import { computed, shallowReactive, shallowRef, type Ref } from 'vue'

export interface OfferHooks {
  /** The answer's view of the session, newer than ours. */
  onSession: (session: Session) => void
  onAccepted: (session: Session) => void
  /** It had gone to somebody else, or its time was over. */
  onLostRace: (session: Session) => void
  onFailure: (error: unknown) => void
}

const GRACE_MS = 3_000

const keyOf = (session: Session) => `${session.id}:${session.offer?.number ?? 0}`

/** The offers before this agent. The server decides; an answered card is gone at once. */
export function useOffers(
  api: Pick<Api, 'acceptOffer' | 'declineOffer'>,
  offered: Readonly<Ref<readonly Session[]>>,
  hooks: OfferHooks,
) {
  const answered = shallowReactive(new Set<string>())
  const busy = shallowRef(false)
  const offers = computed(() => offered.value.filter((session) => !answered.has(keyOf(session))))

  async function answer(session: Session, send: (id: string, offer: number) => Promise<Session>) {
    const key = keyOf(session)
    if (answered.has(key) || !session.offer) return undefined
    answered.add(key) // At once: a second click must not answer the next offer.
    busy.value = true
    try {
      const next = await send(session.id, session.offer.number)
      hooks.onSession(next)
      return next
    } catch (error) {
      const lost = error instanceof Refusal && (error.status === 409 || error.status === 404)
      if (lost) hooks.onLostRace(session)
      else {
        answered.delete(key) // Not answered after all: the card comes back to be tried again.
        hooks.onFailure(error)
      }
      return undefined
    } finally {
      busy.value = false
    }
  }

  async function accept(session = offers.value[0]) {
    if (!session) return
    const accepted = await answer(session, api.acceptOffer)
    if (accepted) hooks.onAccepted(accepted)
  }

  async function decline(session: Session) {
    await answer(session, api.declineOffer)
  }

  /** Its time is over by our clock; the server is given a moment more to say so itself. */
  function expire(session: Session) {
    setTimeout(() => answered.add(keyOf(session)), GRACE_MS)
  }

  return { offers, busy, accept, decline, expire }
}
