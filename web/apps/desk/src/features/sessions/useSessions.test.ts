import type { Api, EventBody, Page, Session, SessionList } from '@parley/api'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ref } from 'vue'
import { NOW, sampleMessage, sampleSession } from '../../testing/samples'
import { createHub } from '../live/hub'
import { isInScope } from './membership'
import { COUNTS_EVERY_MS } from './useCounts'
import { createSessions } from './useSessions'

type Pages = Partial<Record<SessionList, Page<Session>[]>>

function setUp(pages: Pages = {}, queues?: string[]) {
  const events = createHub<EventBody>()
  const reloads = createHub<void>()
  const asked: string[] = []
  const api = {
    sessions: vi.fn(async (list: SessionList) => {
      asked.push(list)
      return pages[list]?.shift() ?? { items: [], next_cursor: null }
    }),
    session: vi.fn(async (id: string) => sampleSession({ id, version: 50 })),
    counts: vi.fn(async () => ({ mine: 3, queue: 70, all: 900, mine_unread: 1 })),
  } as unknown as Api
  const sessions = createSessions(
    api,
    { onEvent: events.listen, onReload: reloads.listen },
    ref('a1'),
    queues && ((one) => isInScope(one, { all: false, agent: 'a1', queues })),
  )
  return { api, sessions, events, reloads, asked }
}
const page = (items: Session[], next_cursor: string | null = null) => ({ items, next_cursor })
const queued = (id: string, over: Partial<Session> = {}) =>
  sampleSession({ id, state: 'queued', agent_id: null, ...over })

describe('the lists of sessions', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('move a session from the queue to mine when it is accepted', async () => {
    const { sessions, events } = setUp({ queue: [page([queued('s1')])] })
    await sessions.reload()
    expect(sessions.lists.queue.items.value).toHaveLength(1)

    events.tell({
      kind: 'session_assigned',
      detail: '',
      session: sampleSession({ id: 's1', version: 2 }),
    })

    expect(sessions.lists.queue.items.value).toHaveLength(0)
    expect(sessions.lists.mine.items.value.map((one) => one.id)).toEqual(['s1'])
    expect(sessions.counts.value.mine).toBe(1)
  })

  it('forget what went to where it is not heard of, once it is off the screen', async () => {
    const here = [queued('s1', { queue_id: 'q1' }), queued('s2', { queue_id: 'q1' })]
    const { sessions, events } = setUp({ queue: [page(here)] }, ['q1'])
    await sessions.reload()
    await sessions.select('s2')
    for (const id of ['s1', 's2'])
      events.tell({
        kind: 'session_queued',
        detail: '',
        session: queued(id, { queue_id: 'q2', version: 2 }),
      })
    expect(sessions.lists.queue.items.value.map((one) => one.id)).toEqual(['s2'])
    await sessions.select(undefined)
    expect(sessions.counts.value.queue).toBe(0)
  })

  it('show the queue in waiting order and the others by newest activity', async () => {
    const early = queued('early', { opened_at: NOW - 5000 })
    const late = queued('late', { opened_at: NOW - 1000 })
    const quiet = sampleSession({ id: 'quiet', opened_at: NOW })
    const busy = sampleSession({
      id: 'busy',
      opened_at: NOW - 9000,
      last_message: sampleMessage({ seq: 9 }),
    })
    const { sessions } = setUp({ queue: [page([late, early])], mine: [page([quiet, busy])] })
    await sessions.reload()

    expect(sessions.lists.queue.items.value.map((one) => one.id)).toEqual(['early', 'late'])
    expect(sessions.lists.mine.items.value.map((one) => one.id)).toEqual(['busy', 'quiet'])
  })

  it('leave no hole: a session below what was read stays hidden until then', async () => {
    const first = sampleSession({ id: 'first', opened_at: NOW })
    const old = sampleSession({ id: 'old', opened_at: NOW - 99_000 })
    const middle = sampleSession({ id: 'middle', opened_at: NOW - 50_000 })
    const { sessions } = setUp({ mine: [page([first], 'next'), page([middle, old])] })
    await sessions.reload()
    sessions.store.put(old) // Opened by its address.
    expect(sessions.lists.mine.items.value.map((one) => one.id)).toEqual(['first'])

    await sessions.lists.mine.more()

    expect(sessions.lists.mine.items.value.map((one) => one.id)).toEqual(['first', 'middle', 'old'])
  })

  it('count unread messages of mine, once each, and forget them when read', async () => {
    const { sessions, events } = setUp({ mine: [page([sampleSession()])] })
    await sessions.reload()
    const message = sampleMessage({ seq: 3 })
    events.tell({ kind: 'message_posted', detail: '', message })
    events.tell({ kind: 'message_posted', detail: '', message })
    expect(sessions.counts.value.mine_unread).toBe(1)

    const read = { conversation_id: 'c1', agent_read: 3, visitor_read: 0 }
    events.tell({ kind: 'conversation_read', detail: '', read })
    expect(sessions.counts.value.mine_unread).toBe(0)
  })

  it('trust the server for the count of a list that was not read to its end', async () => {
    const { sessions } = setUp({ queue: [page([queued('s1')], 'next')] })
    await sessions.reload()
    await vi.advanceTimersByTimeAsync(0)
    expect(sessions.counts.value.queue).toBe(70)
  })

  it('ask for counts once for a burst of events', async () => {
    const { api, events } = setUp()
    for (let i = 0; i < 20; i++) {
      events.tell({ kind: 'session_queued', detail: '', session: queued(`s${i}`) })
    }
    await vi.advanceTimersByTimeAsync(COUNTS_EVERY_MS)
    expect(api.counts).toHaveBeenCalledTimes(1)
  })

  it('find an offer made to this agent, and lose it when it is withdrawn', async () => {
    const offer = { agent_id: 'a1', number: 1, expires_at: NOW + 20_000 }
    const { sessions, events } = setUp({
      queue: [page([queued('s1', { state: 'offered', offer })])],
    })
    await sessions.reload()
    expect(sessions.offers.value.map((one) => one.id)).toEqual(['s1'])

    events.tell({
      kind: 'session_offer_withdrawn',
      detail: '',
      session: queued('s1', { version: 2 }),
    })
    expect(sessions.offers.value).toEqual([])
  })

  it('begin anew after a gap, but keep what is on screen', async () => {
    const { sessions, reloads, api } = setUp({ mine: [page([sampleSession()])] })
    await sessions.reload()
    await sessions.select('s1')

    reloads.tell()
    expect(sessions.selected.value?.id).toBe('s1')
    await vi.advanceTimersByTimeAsync(0)

    expect(api.session).toHaveBeenCalledWith('s1')
    expect(sessions.selected.value?.version).toBe(50)
  })

  it('say so when they cannot be read', async () => {
    const { sessions, api } = setUp()
    vi.mocked(api.sessions).mockRejectedValueOnce(new Error('down'))
    await sessions.lists.all.load()
    expect(sessions.lists.all.state.value).toBe('failed')
    await sessions.lists.all.load()
    expect(sessions.lists.all.state.value).toBe('ready')
  })
})
