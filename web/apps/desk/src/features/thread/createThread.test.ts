import type { Message, Page, SendFrame } from '@parley/api'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { NOW, sampleMessage } from '../../testing/samples'
import { createThread } from './createThread'
import { PAGE_SIZE } from './history'
import { TYPING_SHOWN_MS } from './typist'

function range(from: number, to: number): Message[] {
  return Array.from({ length: to - from + 1 }, (_, at) => sampleMessage({ seq: from + at }))
}

/** A conversation of `count` messages, answered in pages as the server does. */
function setUp(count: number, outbox: SendFrame[] = []) {
  const stored = range(1, count)
  const messages = vi.fn(
    async (_: string, before?: number, limit = PAGE_SIZE): Promise<Page<Message>> => {
      const upTo = stored.filter((message) => before === undefined || message.seq < before)
      return { items: upTo.slice(-limit), next_cursor: null }
    },
  )
  const line = { send: vi.fn(), signal: vi.fn(() => true), outbox: () => outbox, now: () => NOW }
  const thread = createThread({ messages }, line, 'c1')
  const seqs = () => thread.timeline.value.map((message) => message.seq)
  return { thread, line, messages, stored, seqs }
}

describe('a thread', () => {
  afterEach(() => void vi.useRealTimers())

  it('reads the newest page, then older ones until the first message', async () => {
    const { thread, seqs } = setUp(120)
    await thread.load()
    expect([seqs()[0], seqs().at(-1), thread.hasOlder.value]).toEqual([71, 120, true])
    await thread.older()
    await thread.older()
    expect([seqs()[0], seqs().length, thread.hasOlder.value]).toEqual([1, 120, false])
    expect(await thread.older()).toBe(false)
  })

  it('shows a message once, whether it comes by event, ack or page', async () => {
    const { thread, stored, seqs } = setUp(2)
    await thread.load()
    const third = sampleMessage({ seq: 3 })
    stored.push(third)
    thread.heed(third)
    thread.heed(third)
    thread.heed(third)
    await thread.load()
    expect(seqs()).toEqual([1, 2, 3])
  })

  it('misses nothing that comes while the first page is under way', async () => {
    const { thread, seqs } = setUp(2)
    const loading = thread.load()
    thread.heed(sampleMessage({ seq: 3 })) // Stored after the page was read.
    await loading
    expect(seqs()).toEqual([1, 2, 3])
  })

  it('puts messages that arrive out of order in order', async () => {
    const { thread, seqs, stored } = setUp(2)
    await thread.load()
    stored.push(...range(3, 4))
    thread.heed(sampleMessage({ seq: 4 })) // A hole: the thread reads what it missed.
    await vi.waitFor(() => expect(seqs()).toEqual([1, 2, 3, 4]))
  })

  it('lets go of what it cannot continue after a long absence', async () => {
    const { thread, stored, seqs } = setUp(10)
    await thread.load()
    stored.push(...range(11, 200))
    await thread.load()
    expect([seqs()[0], seqs().length]).toEqual([151, 50])
    expect(thread.hasOlder.value).toBe(true)
  })

  it('reaches an old message that was searched for', async () => {
    const { thread } = setUp(600)
    await thread.load()
    expect(await thread.reach(5)).toBe(true)
    expect(await thread.reach(9999)).toBe(false)
  })

  it('shows what is sent at once, and only once when it is stored', async () => {
    const { thread, line, seqs } = setUp(1)
    await thread.load()
    thread.send({ text: '您好', visibility: 'everyone' })

    expect(thread.pending.value).toMatchObject([{ text: '您好', state: 'sending' }])
    const frame = line.send.mock.calls[0]?.[0] as SendFrame
    expect(frame).toMatchObject({
      type: 'send',
      conversation_id: 'c1',
      text: '您好',
      visibility: 'everyone',
    })

    const message = sampleMessage({ seq: 2, sender: 'agent', client_msg_id: frame.client_msg_id })
    thread.heed(message)
    thread.heed(message) // Its ack brings it too.
    expect(thread.pending.value).toEqual([])
    expect(seqs()).toEqual([1, 2])
  })

  it('keeps a refused message and sends it again under the same id', async () => {
    const { thread, line } = setUp(1)
    await thread.load()
    thread.send({ text: 'hello', visibility: 'everyone' })
    const first = line.send.mock.calls[0]?.[0] as SendFrame
    thread.heedError({
      type: 'error',
      code: 'session_closed',
      detail: '',
      field: '',
      client_msg_id: first.client_msg_id,
    })
    expect(thread.pending.value).toMatchObject([{ state: 'failed', code: 'session_closed' }])

    thread.retry(first.client_msg_id)

    expect(thread.pending.value).toMatchObject([{ state: 'sending' }])
    expect((line.send.mock.calls[1]?.[0] as SendFrame).client_msg_id).toBe(first.client_msg_id)
    thread.retry(first.client_msg_id) // Already on its way: not sent a third time.
    expect(line.send).toHaveBeenCalledTimes(2)
  })

  it('still shows, after a reload, what is on its way', () => {
    const { thread } = setUp(1, [
      { type: 'send', client_msg_id: 'kept', conversation_id: 'c1', text: 'on its way' },
      { type: 'send', client_msg_id: 'other', conversation_id: 'c2', text: 'elsewhere' },
    ])
    expect(thread.pending.value.map((one) => one.clientMsgId)).toEqual(['kept'])
  })

  it('takes a typing sign back when it is not renewed, and when a message comes', async () => {
    const { thread } = setUp(1)
    await thread.load()
    vi.useFakeTimers()
    const typing = {
      type: 'typing_notice',
      conversation_id: 'c1',
      sender: 'visitor',
      sender_name: 'Ann',
      on: true,
    } as const
    thread.heedTyping(typing)
    expect(thread.typist.value).toBe('Ann')
    vi.advanceTimersByTime(TYPING_SHOWN_MS)
    expect(thread.typist.value).toBeUndefined()

    thread.heedTyping(typing)
    thread.heed(sampleMessage({ seq: 2 }))
    expect(thread.typist.value).toBeUndefined()
  })

  it('can be read again after a failure', async () => {
    const { thread, messages } = setUp(3)
    messages.mockRejectedValueOnce(new Error('down'))
    await thread.load()
    expect(thread.state.value).toBe('failed')
    await thread.load()
    expect(thread.state.value).toBe('ready')
  })
})
