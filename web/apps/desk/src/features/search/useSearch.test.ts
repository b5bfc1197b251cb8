import type { Page, SearchHit } from '@parley/api'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { sampleMessage, sampleSession } from '../../testing/samples'
import { PAUSE_MS, useSearch } from './useSearch'

function hit(text: string): SearchHit {
  return { message: sampleMessage({ text }), session: sampleSession(), highlights: [] }
}

describe('search', () => {
  const scope = effectScope()
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  function setUp() {
    const search = vi.fn(async (q: string): Promise<Page<SearchHit>> => ({
      items: [hit(q)],
      next_cursor: null,
    }))
    const found = scope.run(() => useSearch({ search }))!
    return { search, ...found }
  }
  const type = async (query: { value: string }, ...texts: string[]) => {
    for (const text of texts) {
      query.value = text
      await vi.advanceTimersByTimeAsync(PAUSE_MS / 5)
    }
    await vi.advanceTimersByTimeAsync(PAUSE_MS)
  }

  it('asks once, when the typing pauses', async () => {
    const { query, search, hits } = setUp()
    await type(query, '退', '退款')
    expect(search).toHaveBeenCalledTimes(1)
    expect(hits.value[0]?.message.text).toBe('退款')
  })

  it('never shows the late answer to an earlier question', async () => {
    const { query, search, hits } = setUp()
    let late = (_: Page<SearchHit>) => {}
    search.mockImplementationOnce(
      (_, __?: unknown, options?: { signal: AbortSignal }) =>
        new Promise((resolve, reject) => {
          late = resolve
          options?.signal.addEventListener('abort', () =>
            reject(new DOMException('x', 'AbortError')),
          )
        }),
    )
    await type(query, 'slow')
    await type(query, 'quick')
    late({ items: [hit('slow')], next_cursor: null })
    await vi.advanceTimersByTimeAsync(0)
    expect(hits.value.map((one) => one.message.text)).toEqual(['quick'])
  })

  it('is idle again when the field is emptied, and can be tried again after a failure', async () => {
    const { query, search, state, retry } = setUp()
    search.mockRejectedValueOnce(new Error('down'))
    await type(query, 'tea')
    expect(state.value).toBe('failed')
    retry()
    await vi.advanceTimersByTimeAsync(0)
    expect(state.value).toBe('ready')
    await type(query, '  ')
    expect(state.value).toBe('idle')
  })
})
