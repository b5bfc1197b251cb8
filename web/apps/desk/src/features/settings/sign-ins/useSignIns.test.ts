import { Refusal, type SignIn } from '@parley/api'
import { effectScope } from 'vue'
import { describe, expect, it } from 'vitest'
import { useSignIns } from './useSignIns'

const signIn = (id: string, last_seen_at: number, current = false): SignIn => ({
  id,
  created_at: 1,
  last_seen_at,
  user_agent: '',
  address: '',
  current,
})
const settled = () => new Promise((resolve) => setTimeout(resolve))

function begin(revoke: (id: string) => Promise<void>) {
  let stored = [signIn('old', 10), signIn('here', 20, true), signIn('new', 30)]
  const signIns = effectScope().run(() =>
    useSignIns({
      signIns: async () => ({ items: stored, next_cursor: null }),
      revokeSignIn: async (id) => {
        await revoke(id)
        stored = stored.filter((one) => one.id !== id)
      },
    }),
  )!
  return signIns
}

describe('my sign-ins', () => {
  it('show this browser first, then the most lately used', async () => {
    const { items } = begin(async () => undefined)
    await settled()

    expect(items.value.map((one) => one.id)).toEqual(['here', 'new', 'old'])
  })

  it('lose the one that was ended', async () => {
    const { items, end, ending } = begin(async () => undefined)
    await settled()

    const ended = end('old')
    expect(ending.value).toBe('old')

    expect(await ended).toBe(true)
    expect(items.value.map((one) => one.id)).toEqual(['here', 'new'])
    expect(ending.value).toBeUndefined()
  })

  it('keep it, and say why, when the server refuses', async () => {
    const { items, end, refused } = begin(() =>
      Promise.reject(new Refusal({ code: 'not_found' }, 404)),
    )
    await settled()

    expect(await end('old')).toBe(false)

    expect(items.value).toHaveLength(3)
    expect(refused.value?.key).toBe('form.refusal.not_found')
  })
})
