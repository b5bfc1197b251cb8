import type { Api, Colleague, Id, Session } from '@parley/api'
import { computed, shallowReactive, type Ref } from 'vue'
import { partIn } from '../sessions'

export interface QuestionParts {
  /** Sessions that colleagues ask this agent about. */
  asking: Readonly<Ref<readonly Session[]>>
  me: () => Id
  now: () => number
  put: (session: Session) => void
  onAccepted: (session: Session) => void
  onFailure: (failure: unknown) => void
}

/** Colleagues' questions about their chats; an answered one is gone at once. */
export function useQuestions(
  api: Pick<Api, 'acceptQuestion' | 'declineQuestion'>,
  parts: QuestionParts,
) {
  const answered = shallowReactive(new Set<Id>())

  const questions = computed(() =>
    parts.asking.value.flatMap((session) => {
      const part = partIn(session, parts.me())
      const stands = part?.state === 'asked' && !answered.has(part.id)
      return stands ? [{ session, part }] : []
    }),
  )

  async function answer(part: Colleague, how: () => Promise<Session>) {
    if (answered.has(part.id)) return undefined
    answered.add(part.id)
    try {
      const session = await how()
      parts.put(session)
      return session
    } catch (failure) {
      // Where its time is over nothing is left to try.
      if (part.expires_at > parts.now()) answered.delete(part.id)
      parts.onFailure(failure)
      return undefined
    }
  }

  async function accept({ id }: Session, part: Colleague) {
    const session = await answer(part, () => api.acceptQuestion(id, part.id))
    if (session) parts.onAccepted(session)
  }

  return {
    questions,
    accept,
    decline: ({ id }: Session, part: Colleague) =>
      answer(part, () => api.declineQuestion(id, part.id)),
    /** The time is over: whatever the server says next, it is not shown any more. */
    expire: (part: Colleague) => answered.add(part.id),
  }
}
