import type { EventBody } from '@parley/api'
import { flushPromises } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import { NOW, sampleMessage } from '../../testing/samples'
import { createHub } from '../live/hub'
import { createThreads, KEPT_MAX } from './createThreads'

function setUp() {
  const events = createHub<EventBody>()
  const none = () => () => true
  const line = {
    send: vi.fn(),
    signal: () => true,
    outbox: () => [],
    now: () => NOW,
    onEvent: events.listen,
    onAck: none,
    onError: none,
    onTyping: none,
    onReload: none,
  }
  const messages = vi.fn(async () => ({ items: [], next_cursor: null }))
  return { threads: createThreads({ messages }, line), events, messages }
}

it('the thread on screen goes on hearing, however many others are looked at', async () => {
  const { threads, events } = setUp()
  const shown = threads.show('c1')
  for (let i = 0; i < KEPT_MAX * 2; i++) threads.open(`other${i}`)
  await flushPromises()
  events.tell({ kind: 'message_posted', detail: '', message: sampleMessage({ seq: 1 }) })
  expect(shown.timeline.value).toHaveLength(1)
})

it('a thread looked at again is there at once, unless many were looked at meanwhile', () => {
  const { threads, messages } = setUp()
  const first = threads.open('c1')
  expect(threads.open('c1')).toBe(first)
  expect(messages).toHaveBeenCalledTimes(1)
  for (let i = 0; i < KEPT_MAX; i++) threads.open(`other${i}`)
  expect(threads.open('c1')).not.toBe(first)
})
