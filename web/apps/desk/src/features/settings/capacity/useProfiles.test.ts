import type { CapacityProfile } from '@parley/api'
import { describe, expect, it, vi } from 'vitest'
import { atOnce, useProfileForm, withShare } from './useProfiles'

describe('a capacity profile', () => {
  it('sets and unsets what a channel takes', () => {
    const one = withShare([], 'webchat', 50)
    expect(withShare(one, 'webchat', 20)).toEqual([{ channel: 'webchat', share: 20 }])
    expect(withShare(one, 'webchat', undefined)).toEqual([])
    expect(atOnce(34)).toBe(2)
    expect(atOnce(0)).toBe(0)
  })

  it('is not sent with a share that is none', async () => {
    const createCapacityProfile = vi.fn(async (body: object) => body as CapacityProfile)
    const form = useProfileForm({ createCapacityProfile, updateCapacityProfile: vi.fn() })
    form.values.name = 'Beginners'
    form.values.shares = [{ channel: 'webchat', share: 101 }]
    expect(await form.submit()).toBeUndefined()
    expect(createCapacityProfile).not.toHaveBeenCalled()
    form.values.shares = [{ channel: 'webchat', share: 50 }]
    await form.submit()
    expect(createCapacityProfile).toHaveBeenCalledWith({
      name: 'Beginners',
      shares: [{ channel: 'webchat', share: 50 }],
    })
  })
})
