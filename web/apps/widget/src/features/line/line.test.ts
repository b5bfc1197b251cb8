import type { ServerFrame } from '@parley/api'
import { HelloRefused } from '@parley/realtime'
import { ScriptedSocket, sendFrame } from '@parley/realtime/testing'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { memoryHost } from '../../testing/memoryHost'
import { createVisitor, newMessageId, useLine } from '.'
import { outboxStorage } from './outboxStorage'

const CREDENTIAL = JSON.stringify({ visitor_id: 'v', secret: 's' })

function answer(status: number, body: object) {
  return new Response(JSON.stringify(body), { status })
}

describe('the visitor', () => {
  it('is made once, on need, with what the form learned', async () => {
    const { host, kept } = memoryHost()
    const call = vi.fn(async () => answer(201, { visitor_id: 'v', secret: 's' }))
    const visitor = createVisitor(host, 'zh-CN', call as typeof fetch)
    visitor.introduce({ name: 'Ann' })
    expect(call).not.toHaveBeenCalled()
    const both = await Promise.all([visitor.need(), visitor.need()])
    await visitor.need()
    expect(call).toHaveBeenCalledOnce()
    const [url, init] = call.mock.calls[0] as unknown as [string, RequestInit]
    expect(url).toBe('/api/v1/visitors')
    expect(JSON.parse(String(init.body))).toEqual({
      inbox_key: 'KEY',
      locale: 'zh-CN',
      name: 'Ann',
    })
    expect(both[0]).toEqual({ visitor_id: 'v', secret: 's' })
    expect(JSON.parse(kept.get('credential') ?? '')).toEqual({ visitor_id: 'v', secret: 's' })
  })

  it('is made without a name the server does not like', async () => {
    const call = vi
      .fn()
      .mockResolvedValueOnce(answer(422, { code: 'invalid', field: '/email' }))
      .mockResolvedValueOnce(answer(201, { visitor_id: 'v', secret: 's' }))
    const visitor = createVisitor(memoryHost().host, 'en', call)
    visitor.introduce({ email: 'odd' })
    await visitor.need()
    expect(JSON.parse(call.mock.calls[1]![1].body)).toEqual({ inbox_key: 'KEY', locale: 'en' })
  })

  it('is refused for good where the inbox will not have anybody, else only for now', async () => {
    const at = (status: number) =>
      createVisitor(memoryHost().host, 'en', async () => answer(status, { code: 'x' })).need()
    await expect(at(404)).rejects.toBeInstanceOf(HelloRefused)
    await expect(at(403)).rejects.toBeInstanceOf(HelloRefused)
    await expect(at(503)).rejects.not.toBeInstanceOf(HelloRefused)
    await expect(at(429)).rejects.not.toBeInstanceOf(HelloRefused)
  })

  it('shows its credential to the API, and nonsense in storage to nobody', async () => {
    const call = vi.fn(async () => answer(200, { items: [], next_cursor: null }))
    await createVisitor(
      memoryHost({ credential: CREDENTIAL }).host,
      'en',
      call as typeof fetch,
    ).messages(9)
    const [url, init] = call.mock.calls[0] as unknown as [string, RequestInit]
    expect(url).toBe('/api/v1/visitor/messages?before=9&limit=50')
    expect(init.headers).toMatchObject({ Authorization: 'Visitor v.s' })
    expect(createVisitor(memoryHost({ credential: '{' }).host, 'en').credential()).toBeUndefined()
  })
})

describe('unsent messages', () => {
  it('of two tabs do not erase each other', () => {
    const { host, kept } = memoryHost()
    const [mine, other] = [outboxStorage(host), outboxStorage(host)]
    mine.load()
    other.load()
    mine.save([sendFrame('1-a')])
    other.save([sendFrame('2-b')])
    mine.save([])
    expect([...kept.keys()]).toEqual(['out.2-b'])
  })

  it('come back in the order they were written', () => {
    const { host } = memoryHost()
    const bytes = new Uint8Array(9)
    const ids = [newMessageId(1_000, bytes), newMessageId(1_000, bytes), newMessageId(999, bytes)]
    outboxStorage(host).save([ids[2]!, ids[0]!, ids[1]!].map(sendFrame))
    expect(
      outboxStorage(host)
        .load()
        .map((frame) => frame.client_msg_id),
    ).toEqual(ids)
    expect(new Set(ids).size).toBe(3)
  })

  it('have ids the server takes', () => {
    const id = newMessageId(Date.now(), crypto.getRandomValues(new Uint8Array(9)))
    expect(id).toMatch(/^[\x20-\x7e]{1,64}$/)
  })
})

describe('the line', () => {
  const frames: ServerFrame[] = []
  const forgotten = vi.fn()
  const made = vi.fn(async () => answer(201, { visitor_id: 'new', secret: 'n' }))

  function line(stored: Record<string, string>) {
    const page = memoryHost(stored)
    const visitor = createVisitor(page.host, 'en', made as typeof fetch)
    const options = {
      locale: 'en',
      onFrame: (f: ServerFrame) => frames.push(f),
      onForgotten: forgotten,
    }
    return {
      ...page,
      line: useLine(page.host, visitor, { ...options, WebSocketClass: ScriptedSocket }),
    }
  }

  beforeEach(() => {
    vi.useFakeTimers()
    vi.clearAllMocks()
    ScriptedSocket.all = []
  })
  afterEach(() => vi.useRealTimers())
  const settle = () => vi.advanceTimersByTimeAsync(0)

  it('is not begun for somebody who has never written', async () => {
    const { line: idle } = line({})
    idle.begin()
    await settle()
    expect(idle.state.value).toBe('idle')
    expect(ScriptedSocket.all).toEqual([])
    expect(made).not.toHaveBeenCalled()
  })

  it('is begun by the first message, which makes the visitor', async () => {
    const { line: first } = line({})
    first.send(sendFrame('1-a'))
    await settle()
    ScriptedSocket.last.open()
    expect(ScriptedSocket.last.of('hello')[0]?.visitor).toEqual({
      visitor_id: 'new',
      secret: 'n',
      inbox_key: 'KEY',
    })
    ScriptedSocket.last.welcome(0)
    expect(ScriptedSocket.last.of('send')).toHaveLength(1)
    first.close()
  })

  it('is begun at once for what a reload left unsent', async () => {
    const { line: again } = line({ 'out.1-a': JSON.stringify(sendFrame('1-a')) })
    expect(again.begin()).toHaveLength(1)
    await settle()
    expect(ScriptedSocket.all).toHaveLength(1)
    again.close()
  })

  it('is begun when another tab made the visitor', async () => {
    const { line: second, otherTabStores } = line({})
    otherTabStores('credential', CREDENTIAL)
    await settle()
    expect(ScriptedSocket.all).toHaveLength(1)
    expect(made).not.toHaveBeenCalled()
    second.close()
  })

  it('makes a new visitor, once, when the server does not know the old one', async () => {
    const { line: lost, kept } = line({ credential: CREDENTIAL })
    lost.begin()
    lost.send(sendFrame('1-a'))
    await settle()
    ScriptedSocket.last.die(4401)
    expect(forgotten).toHaveBeenCalledOnce()
    await settle()
    expect(made).toHaveBeenCalledOnce()
    expect(JSON.parse(kept.get('credential') ?? '').visitor_id).toBe('new')
    ScriptedSocket.last.die(4401)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(lost.state.value).toBe('refused')
    expect(ScriptedSocket.all).toHaveLength(2)
  })
})
