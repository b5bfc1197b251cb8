import { expect, it, vi } from 'vitest'
import { createClaim } from './claim'

/** One browser's locks, shared by its windows, as far as a claim asks for them. */
function lockManager() {
  let holder: { fail: (why: Error) => void } | undefined
  return {
    request(
      _: string,
      options: LockOptions,
      run: (lock: Lock | null) => Promise<void> | undefined,
    ) {
      if (holder && !options.steal) return Promise.resolve(run(null))
      holder?.fail(new DOMException('stolen', 'AbortError'))
      return new Promise((done, fail) => {
        const mine = { fail }
        holder = mine
        void run({ name: 'x', mode: 'exclusive' })?.then(() => {
          if (holder === mine) holder = undefined
          done(undefined)
        })
      })
    },
  } as unknown as LockManager
}

it('one window speaks at a time; another may take over, and the first is told', async () => {
  const locks = lockManager()
  const taken = vi.fn()
  const first = createClaim(taken, locks)
  const second = createClaim(vi.fn(), locks)
  expect(await first.claim()).toBe(true)
  expect(await first.claim()).toBe(true)
  expect(await second.claim()).toBe(false)
  expect(await second.claim(true)).toBe(true)
  await Promise.resolve()
  expect(taken).toHaveBeenCalledOnce()
})

it('what was given back is free', async () => {
  const locks = lockManager()
  const first = createClaim(vi.fn(), locks)
  const second = createClaim(vi.fn(), locks)
  await first.claim()
  first.release()
  await Promise.resolve()
  expect(await second.claim()).toBe(true)
})
