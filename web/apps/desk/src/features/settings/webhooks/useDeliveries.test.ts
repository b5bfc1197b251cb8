import { Refusal, type WebhookDelivery } from '@parley/api'
import { effectScope, nextTick } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useDeliveries } from './useDeliveries'

const delivery = (id: string, state: WebhookDelivery['state'] = 'delivered') =>
  ({ id, state, attempts: 1 }) as WebhookDelivery
const settled = () => vi.advanceTimersByTimeAsync(0)

interface Asked {
  cursor?: string
  state?: string
}

function begin(answer: (query: Asked) => { items: WebhookDelivery[]; next_cursor: string | null }) {
  const webhookDeliveries = vi.fn(async (_id: string, query: Asked) => answer(query))
  const scope = effectScope()
  const log = scope.run(() => useDeliveries({ webhookDeliveries } as never, 'w1'))!
  return { log, webhookDeliveries, scope }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('the log of a webhook', () => {
  it('is read again while something waits, and not when nothing does', async () => {
    let items = [delivery('2', 'pending'), delivery('1')]
    const { log, webhookDeliveries } = begin(() => ({ items, next_cursor: null }))
    await settled()
    items = [delivery('2'), delivery('1')]
    await vi.advanceTimersByTimeAsync(3_000)
    expect(log.items.value.map(({ state }) => state)).toEqual(['delivered', 'delivered'])
    await vi.advanceTimersByTimeAsync(30_000)
    expect(webhookDeliveries).toHaveBeenCalledTimes(2)
  })

  it('keeps the place of whoever has gone back in it', async () => {
    let newest = [delivery('4'), delivery('3')]
    const { log } = begin(({ cursor }) =>
      cursor
        ? { items: [delivery('2'), delivery('1')], next_cursor: null }
        : { items: newest, next_cursor: '3' },
    )
    await settled()
    await log.showOlder()
    expect(log.older.value).toBeUndefined()
    newest = [delivery('5'), delivery('4')]
    await log.reload()
    expect(log.items.value.map(({ id }) => id)).toEqual(['5', '4', '3', '2', '1'])
    expect(log.older.value).toBeUndefined()
  })

  it('asks for one state when told to', async () => {
    const { log, webhookDeliveries } = begin(({ state }) => ({
      items: state === 'failed' ? [delivery('1', 'failed')] : [],
      next_cursor: null,
    }))
    await settled()
    log.filter.value = 'failed'
    await nextTick()
    await settled()
    expect(webhookDeliveries).toHaveBeenLastCalledWith('w1', { limit: 25, state: 'failed' })
    expect(log.items.value).toHaveLength(1)
  })

  it('says why it cannot be read', async () => {
    const { log } = begin(() => {
      throw new Refusal({ code: 'webhook_not_found' }, 404)
    })
    await settled()
    expect(log.state.value).toBe('failed')
    expect(log.failure.value?.key).toBe('form.refusal.webhook_not_found')
  })

  it('stops asking when nobody looks any more', async () => {
    const { scope, webhookDeliveries } = begin(() => ({
      items: [delivery('1', 'pending')],
      next_cursor: null,
    }))
    await settled()
    scope.stop()
    await vi.advanceTimersByTimeAsync(30_000)
    expect(webhookDeliveries).toHaveBeenCalledTimes(1)
  })
})
