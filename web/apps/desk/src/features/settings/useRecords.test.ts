import { Unreachable, type EventBody, type Page, type PageQuery } from '@parley/api'
import { effectScope } from 'vue'
import { describe, expect, it } from 'vitest'
import { useRecords as useRecordsUnscoped, type Changes, type RecordsOptions } from './useRecords'

interface Thing {
  id: string
  name: string
}

/** As a component uses it: inside an effect scope. */
function useRecords<T extends { id: string }>(options: RecordsOptions<T>) {
  return effectScope().run(() => useRecordsUnscoped(options))!
}

function changesByHand() {
  const events = new Set<(event: EventBody) => void>()
  const reloads = new Set<() => void>()
  const changes: Changes = {
    onEvent: (listen) => (events.add(listen), () => events.delete(listen)),
    onReload: (listen) => (reloads.add(listen), () => reloads.delete(listen)),
  }
  return {
    changes,
    tell: (thing: Thing) =>
      events.forEach((listen) => listen({ kind: 'queue_updated', detail: '', thing } as never)),
    reload: () => reloads.forEach((listen) => listen()),
    listeners: () => events.size + reloads.size,
  }
}

const pick = (event: EventBody) => (event as unknown as { thing?: Thing }).thing
const settled = () => new Promise((resolve) => setTimeout(resolve))
const page = (items: Thing[], next: string | null = null): Page<Thing> => ({
  items,
  next_cursor: next,
})

describe('records', () => {
  it('are read page by page until the last', async () => {
    const asked: PageQuery[] = []
    const records = useRecords<Thing>({
      load: async (query) => {
        asked.push(query)
        return query.cursor
          ? page([{ id: '2', name: 'two' }])
          : page([{ id: '1', name: 'one' }], 'x')
      },
    })
    await settled()

    expect(records.items.value.map((item) => item.id)).toEqual(['1', '2'])
    expect(asked[1]?.cursor).toBe('x')
  })

  it('follow the events: what is known is replaced in its place, what is new comes last', async () => {
    const by = changesByHand()
    const records = useRecords<Thing>({
      load: async () =>
        page([
          { id: '1', name: 'one' },
          { id: '2', name: 'two' },
        ]),
      changes: by.changes,
      pick,
    })
    await settled()

    by.tell({ id: '1', name: 'uno' })
    by.tell({ id: '3', name: 'three' })

    expect(records.items.value.map((item) => item.name)).toEqual(['uno', 'two', 'three'])
  })

  it('are read anew when an event only names one of them', async () => {
    const by = changesByHand()
    let stored = [{ id: '1', name: 'one' }]
    const records = useRecords<Thing>({
      load: async () => page(stored),
      changes: by.changes,
      stale: (event) => pick(event)?.id === '2',
    })
    await settled()
    stored = [...stored, { id: '2', name: 'two' }]

    by.tell({ id: '1', name: 'one' })
    await settled()
    expect(records.items.value).toHaveLength(1)

    by.tell({ id: '2', name: 'two' })
    await settled()
    expect(records.items.value).toHaveLength(2)
  })

  it('do not lose an event that came while they were being read', async () => {
    const by = changesByHand()
    let answer: (read: Page<Thing>) => void = () => {}
    const records = useRecords<Thing>({
      load: () => new Promise((resolve) => (answer = resolve)),
      changes: by.changes,
      pick,
    })
    by.tell({ id: '1', name: 'new' })

    answer(page([{ id: '1', name: 'old' }]))
    await settled()

    expect(records.items.value).toEqual([{ id: '1', name: 'new' }])
  })

  it('say why they could not be read, and can be read again', async () => {
    let down = true
    const records = useRecords<Thing>({
      load: async () => {
        if (down) throw new Unreachable('down')
        return page([{ id: '1', name: 'one' }])
      },
    })
    await settled()
    expect(records.state.value).toBe('failed')
    expect(records.failure.value?.key).toBe('form.refusal.unreachable')

    down = false
    await records.reload()

    expect(records.state.value).toBe('ready')
    expect(records.items.value).toHaveLength(1)
  })

  it('ignore the answer to an earlier read', async () => {
    const answers: ((read: Page<Thing>) => void)[] = []
    const records = useRecords<Thing>({
      load: () => new Promise((resolve) => answers.push(resolve)),
    })
    const again = records.reload()

    answers[1]?.(page([{ id: '1', name: 'second' }]))
    await again
    answers[0]?.(page([{ id: '1', name: 'first' }]))
    await settled()

    expect(records.items.value[0]?.name).toBe('second')
  })

  it('are read anew when the stream could not be resumed, and leave no listener behind', async () => {
    const by = changesByHand()
    let reads = 0
    const scope = effectScope()
    scope.run(() =>
      useRecords<Thing>({
        load: async () => (reads++, page([])),
        changes: by.changes,
        pick,
      }),
    )
    by.reload()
    await settled()
    expect(reads).toBe(2)

    scope.stop()
    expect(by.listeners()).toBe(0)
  })
})
