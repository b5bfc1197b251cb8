import { Refusal } from '@parley/api'
import { describe, expect, it, vi } from 'vitest'
import { useReasonForm } from './useReasonForm'

describe('the form of a presence reason', () => {
  it('says itself what the server would refuse, and sends nothing', async () => {
    const save = vi.fn(() => Promise.resolve())
    const form = useReasonForm(undefined, save)
    Object.assign(form.values, { name: '  ', minutes_max: 5000, precedence: 0 })
    expect(await form.submit()).toBeUndefined()
    expect(Object.keys(form.errors.value).sort()).toEqual(['minutes_max', 'name', 'precedence'])
    expect(save).not.toHaveBeenCalled()
  })

  it('sends the name without spaces around it', async () => {
    const save = vi.fn(() => Promise.resolve())
    const form = useReasonForm(undefined, save)
    form.values.name = ' Lunch '
    expect(await form.submit()).toBe(true)
    expect(save).toHaveBeenCalledWith(expect.objectContaining({ name: 'Lunch', kind: 'rest' }))
  })

  it('shows a refusal at its field, and any other for itself', async () => {
    const taken = new Refusal({ code: 'name_taken', field: '/name' }, 409)
    const form = useReasonForm(undefined, () => Promise.reject(taken))
    form.values.name = 'Lunch'
    await form.submit()
    expect(form.errors.value).toHaveProperty('name')
    expect(form.notice.value).toBeUndefined()
  })
})
