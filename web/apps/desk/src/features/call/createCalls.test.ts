import type { Call, EventBody, Page, Session } from '@parley/api'
import { describe, expect, it, vi } from 'vitest'
import { ref, shallowRef } from 'vue'
import { sampleCall, sampleLeg, sampleSession } from '../../testing/samples'
import { createCalls } from './createCalls'

const flush = () => new Promise((done) => setTimeout(done))

function setUp(open: Call[] = [], mine: Session[] = [sampleSession()]) {
  const events: ((event: EventBody) => void)[] = []
  const reloads: (() => void)[] = []
  const asks = vi.fn(async (): Promise<Page<Call>> => ({ items: open, next_cursor: null }))
  const sessions = shallowRef(mine)
  const calls = createCalls(
    { calls: asks },
    {
      onEvent: (listen) => {
        events.push(listen)
        return () => {}
      },
      onReload: (listen) => {
        reloads.push(listen)
        return () => {}
      },
    },
    {
      agent: ref('a1'),
      mine: sessions,
      session: (id) => sessions.value.find((one) => one.id === id),
    },
  )
  const tell = (call: Call) =>
    events.forEach((hear) => hear({ kind: 'call_updated', detail: '', call }))
  return { calls, tell, asks, sessions, reload: () => reloads.forEach((run) => run()) }
}

describe('the calls that go on', () => {
  it('are read anew with everything else, and what is gone goes', async () => {
    const { calls, tell, reload, asks } = setUp([sampleCall()])
    tell(sampleCall({ id: 'old', session_id: 's9' }))
    reload()
    await flush()
    expect(asks).toHaveBeenCalledWith({ limit: 200 })
    expect(calls.present.value?.call.id).toBe('call1')
    expect(calls.open('old')).toBeUndefined()
  })

  it('are not lost when they begin while the list is read', async () => {
    const { calls, tell, reload } = setUp([])
    reload()
    tell(sampleCall())
    await flush()
    expect(calls.open('call1')).toBeDefined()
  })

  it('never go back to an older view', () => {
    const { calls, tell } = setUp()
    tell(sampleCall({ state: 'held', version: 7 }))
    tell(sampleCall({ state: 'talking', version: 6 }))
    expect(calls.ofSession('s1')?.state).toBe('held')
  })

  it('end for good', () => {
    const { calls, tell } = setUp()
    tell(sampleCall())
    tell(sampleCall({ state: 'ended', version: 2 }))
    expect(calls.present.value).toBeUndefined()
    expect(calls.ofSession('s1')).toBeUndefined()
  })
})

describe('the call of this agent', () => {
  it('is the one of a session that is theirs', () => {
    const { calls, tell, sessions } = setUp([], [])
    tell(sampleCall({ legs: [sampleLeg()] }))
    expect(calls.present.value).toBeUndefined()
    sessions.value = [sampleSession()]
    expect(calls.present.value).toMatchObject({ part: 'serving', call: { id: 'call1' } })
  })

  it('is another’s only once a question was answered', () => {
    const { calls, tell } = setUp([], [])
    const legs = [
      sampleLeg(),
      sampleLeg({ place: 1, agent_id: 'a2' }),
      sampleLeg({ place: 2, agent_id: 'a1', state: 'ringing' }),
    ]
    tell(sampleCall({ legs }))
    expect(calls.asking.value).toHaveLength(1)
    expect(calls.present.value).toBeUndefined()

    tell(sampleCall({ legs: legs.map((leg) => ({ ...leg, state: 'joined' })), version: 2 }))
    expect(calls.asking.value).toEqual([])
    expect(calls.present.value?.part).toBe('asked')
  })
})

describe('the calls of a conversation', () => {
  it('are read once, when somebody wants to see them, and kept up from then on', async () => {
    const { calls, tell, asks } = setUp([sampleCall({ state: 'ended', ended_at: 9 })])
    tell(sampleCall({ message_id: 'unread', id: 'x' }))
    expect(calls.past.ofMessage('unread')).toBeUndefined()

    calls.past.want('c1')
    calls.past.want('c1')
    await flush()
    expect(asks).toHaveBeenCalledTimes(1)
    expect(calls.past.ofMessage('m1')?.state).toBe('ended')

    tell(sampleCall({ message_id: 'm2', id: 'call2' }))
    expect(calls.past.ofMessage('m2')?.id).toBe('call2')
  })

  it('can be asked for again when they could not be read', async () => {
    const { calls, asks } = setUp([sampleCall()])
    asks.mockRejectedValueOnce(new Error('line'))
    calls.past.want('c1')
    await flush()
    expect(calls.past.state('c1')).toBe('failed')
    calls.past.want('c1')
    await flush()
    expect(calls.past.state('c1')).toBe('ready')
  })
})
