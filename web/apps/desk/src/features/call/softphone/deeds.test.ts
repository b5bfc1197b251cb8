import { Refusal, type Call } from '@parley/api'
import { describe, expect, it, vi } from 'vitest'
import { shallowRef } from 'vue'
import { sampleCall, sampleLeg } from '../../../testing/samples'
import type { Present } from '../createCalls'
import { createDeeds } from './deeds'

const colleague = sampleLeg({ place: 2, id: 'l2', agent_id: 'a2' })
const consulting = sampleCall({ state: 'held', legs: [...sampleCall().legs, colleague] })

function setUp(call: Call = sampleCall()) {
  const present = shallowRef<Present | undefined>({ call, part: 'serving' })
  const answer = vi.fn(async (..._: unknown[]) => sampleCall({ version: 9 }))
  const pressKeys = vi.fn(async (..._: unknown[]) => undefined)
  const put = vi.fn()
  const api = {
    holdCall: answer,
    consult: answer,
    conference: answer,
    transferCall: answer,
    dropLeg: vi.fn(async () => sampleCall({ state: 'held', version: 8 })),
    pauseRecording: answer,
    hangUp: answer,
    ringPhone: answer,
    pressKeys,
  }
  const deeds = createDeeds({ api, me: () => 'a1', present: () => present.value, put })
  return { deeds, api, answer, pressKeys, put, present }
}

describe('what is done in a call', () => {
  it('shows the answer’s view of it at once', async () => {
    const { deeds, answer, put } = setUp()
    expect(await deeds.hold(true)).toBe(true)
    expect(answer).toHaveBeenCalledWith('call1', true)
    expect(put).toHaveBeenCalledWith(expect.objectContaining({ version: 9 }))
  })

  it('is one thing at a time: a double click does not ask twice', async () => {
    const { deeds, answer } = setUp()
    await Promise.all([deeds.hold(true), deeds.hold(true)])
    expect(answer).toHaveBeenCalledTimes(1)
  })

  it('is refused in words, and forgiven', async () => {
    const { deeds, answer } = setUp()
    answer.mockRejectedValueOnce(new Refusal({ code: 'agent_busy' }, 409))
    expect(await deeds.consult({ agent_id: 'a2' })).toBe(false)
    expect(deeds.refused.value?.key).toBe('form.refusal.agent_busy')
    deeds.forgive()
    expect(deeds.refused.value).toBeUndefined()
  })

  it('goes back to the contact: whoever is consulted is dropped, and the contact heard', async () => {
    const { deeds, api, answer } = setUp(consulting)
    await deeds.back()
    expect(api.dropLeg).toHaveBeenCalledWith('call1', 'l2')
    expect(answer).toHaveBeenCalledWith('call1', false)
  })

  it('sends keys in the order they were pressed, however slow the line is', async () => {
    const { deeds, pressKeys } = setUp()
    const sent: string[] = []
    pressKeys.mockImplementation(async (_, key) => {
      await new Promise((done) => setTimeout(done, sent.length === 0 ? 20 : 0))
      sent.push(key as string)
    })
    for (const key of '123') deeds.press(key)
    await vi.waitFor(() => expect(sent).toEqual(['1', '2', '3']))
  })

  it('is nothing where there is no call', async () => {
    const { deeds, present, answer, pressKeys } = setUp()
    present.value = undefined
    expect(await deeds.hangUp()).toBe(false)
    deeds.press('1')
    expect(answer).not.toHaveBeenCalled()
    expect(pressKeys).not.toHaveBeenCalled()
  })
})
