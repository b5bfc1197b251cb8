import type { Colleague, Session } from '@parley/api'
import { describe, expect, it, vi } from 'vitest'
import { shallowRef } from 'vue'
import { NOW, sampleSession } from '../../testing/samples'
import { useQuestions } from './useQuestions'

const part: Colleague = {
  id: 'k1',
  kind: 'consult',
  state: 'asked',
  agent_id: 'a2',
  asked_by: 'a1',
  share: 0,
  asked_at: NOW,
  expires_at: NOW + 20_000,
  joined_at: 0,
}
const asked = sampleSession({ colleagues: [part] })

function setUp(answer: () => Promise<Session>) {
  const onAccepted = vi.fn()
  const onFailure = vi.fn()
  const put = vi.fn()
  const made = useQuestions(
    { acceptQuestion: answer, declineQuestion: answer },
    {
      asking: shallowRef([asked]),
      me: () => 'a2',
      now: () => NOW,
      put,
      onAccepted,
      onFailure,
    },
  )
  return { ...made, onAccepted, onFailure, put }
}

describe('a colleague’s question', () => {
  it('is answered once, and gone at once', async () => {
    const { questions, accept, onAccepted, put } = setUp(async () => asked)
    expect(questions.value.map((one) => one.part.id)).toEqual(['k1'])
    const answering = accept(asked, part)
    expect(questions.value).toEqual([])
    await answering
    await accept(asked, part)
    expect(put).toHaveBeenCalledOnce()
    expect(onAccepted).toHaveBeenCalledOnce()
  })

  it('stands again where the answer did not reach the server', async () => {
    const { questions, decline, onFailure } = setUp(() => Promise.reject(new Error('line')))
    await decline(asked, part)
    expect(onFailure).toHaveBeenCalledOnce()
    expect(questions.value).toHaveLength(1)
  })

  it('is not shown beyond its time', () => {
    const { questions, expire } = setUp(async () => asked)
    expire(part)
    expect(questions.value).toEqual([])
  })
})
