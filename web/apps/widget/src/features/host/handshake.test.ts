// Loader and chat together, over jsdom's windows and real message channels.

import { MessageChannel as NodeChannel } from 'node:worker_threads'
import type { WidgetConfig } from '@parley/api'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ChatFrame, READY_WITHIN_MS } from '../../loader/frame'
import { Memory } from '../../loader/memory'
import { connectFrameHost, type FrameWindow } from './frameHost'

const SERVER = 'https://chat.example'
const SHOP = location.origin

/** The chat's window, as far as the two sides see of each other. */
class Chat {
  readonly listeners = new Set<(event: MessageEvent) => void>()
  readonly toShop: { data: unknown; target: string }[] = []
  readonly parent: Window

  constructor(frame: ChatFrame) {
    const postMessage = (data: unknown, target: string) => {
      this.toShop.push({ data, target })
      if (target === SHOP) this.tellShop(data, SERVER)
    }
    this.parent = { postMessage } as unknown as Window
    const contentWindow = {
      postMessage: (data: unknown, target: string, ports: MessagePort[]) => {
        if (target === SERVER) this.hear(data, SHOP, ports)
      },
    }
    Object.defineProperty(frame.element, 'contentWindow', { value: contentWindow })
    this.frame = frame
  }
  readonly frame: ChatFrame

  tellShop(data: unknown, origin: string, source: unknown = this.frame.element.contentWindow) {
    const event = new MessageEvent('message', { data, origin })
    Object.defineProperty(event, 'source', { value: source })
    window.dispatchEvent(event)
  }

  hear(data: unknown, origin: string, ports: MessagePort[], source: unknown = this.parent) {
    const event = { data, origin, ports, source } as unknown as MessageEvent
    for (const listener of this.listeners) listener(event)
  }

  get view(): FrameWindow {
    return {
      parent: this.parent,
      addEventListener: (_: string, listen: (event: MessageEvent) => void) =>
        this.listeners.add(listen),
      removeEventListener: (_: string, listen: (event: MessageEvent) => void) =>
        this.listeners.delete(listen),
    } as unknown as FrameWindow
  }
}

let chat: Chat
let frame: ChatFrame
const events = { unread: vi.fn(), silent: vi.fn(), close: vi.fn() }
const arrived = () => new Promise((done) => setTimeout(done, 30))

beforeEach(() => {
  vi.stubGlobal('MessageChannel', NodeChannel)
  localStorage.clear()
  localStorage.setItem('parley.KEY.credential', 'secret')
  localStorage.setItem('parley.OTHER.credential', 'not yours')
  frame = new ChatFrame(SERVER, 'KEY', 'zh-CN', new Memory('KEY'), events)
  chat = new Chat(frame)
})
afterEach(() => vi.unstubAllGlobals())

it('gives the chat what its inbox stored, and nothing of another', async () => {
  const host = await connectFrameHost('KEY', SHOP, chat.view)
  expect(host.load('credential')).toBe('secret')
  expect(host.names('')).toEqual(['credential'])
  expect(host.locale).toBe('zh-CN')
  expect(host.page.value.page_url).toBe(location.href)
})

it('hands over the settings once: a chat loaded anew asks how things stand then', async () => {
  frame.config = { company: 'Tea' } as WidgetConfig
  const first = await connectFrameHost('KEY', SHOP, chat.view)
  const second = await connectFrameHost('KEY', SHOP, chat.view)
  expect([first.config?.company, second.config]).toEqual(['Tea', undefined])
})

it('is told silent when an error page has loaded in its place, until the chat comes up', async () => {
  vi.useFakeTimers()
  frame.element.dispatchEvent(new Event('load'))
  vi.advanceTimersByTime(READY_WITHIN_MS)
  vi.useRealTimers()
  expect(events.silent).toHaveBeenLastCalledWith(true)
  await connectFrameHost('KEY', SHOP, chat.view)
  expect(events.silent).toHaveBeenLastCalledWith(false)
})

it('says nothing secret before the port exists', async () => {
  await connectFrameHost('KEY', SHOP, chat.view)
  expect(chat.toShop).toEqual([{ data: { parley: 'ready' }, target: SHOP }])
})

it('keeps in the host page what the chat stores', async () => {
  const host = await connectFrameHost('KEY', SHOP, chat.view)
  host.store('credential', 'new')
  host.store('draft', 'hello')
  host.store('draft', null)
  host.setUnread(3)
  await arrived()
  expect(localStorage.getItem('parley.KEY.credential')).toBe('new')
  expect(localStorage.getItem('parley.KEY.draft')).toBeNull()
  expect(events.unread).toHaveBeenCalledWith(3)
})

it('tells the chat when it is opened, and what another tab stored', async () => {
  const host = await connectFrameHost('KEY', SHOP, chat.view)
  const heard: unknown[] = []
  host.onStored((name, value) => heard.push([name, value]))
  expect(host.visible.value).toBe(false)
  frame.setVisible(true)
  window.dispatchEvent(new StorageEvent('storage', { key: 'parley.KEY.read', newValue: '7' }))
  window.dispatchEvent(new StorageEvent('storage', { key: 'parley.OTHER.read', newValue: '8' }))
  await arrived()
  expect(host.visible.value).toBe(true)
  expect(heard).toEqual([['read', '7']])
})

it('gives no port to another window or another origin', () => {
  const sent = vi.spyOn(chat, 'hear')
  chat.tellShop({ parley: 'ready' }, 'https://evil.example')
  chat.tellShop({ parley: 'ready' }, SERVER, window)
  chat.tellShop('ready', SERVER)
  expect(sent).not.toHaveBeenCalled()
})

it('takes no port from another window or another origin', async () => {
  const silent = new Chat(new ChatFrame(SERVER, 'KEY', '', new Memory('KEY'), events))
  Object.defineProperty(silent, 'tellShop', { value: () => {} })
  const done = vi.fn()
  void connectFrameHost('KEY', SHOP, silent.view).then(done)
  for (const [origin, source] of [
    ['https://evil.example', silent.parent],
    [SHOP, window],
  ] as const) {
    const { port1, port2 } = new NodeChannel()
    port1.postMessage({ type: 'begin', locale: '', page: {}, stored: {}, open: true })
    silent.hear({ parley: 'port' }, origin, [port2 as unknown as MessagePort], source)
  }
  await arrived()
  expect(done).not.toHaveBeenCalled()
})

it('still remembers within the page when the browser forbids storage', () => {
  const forbidden = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('no', 'SecurityError')
  })
  const memory = new Memory('KEY')
  memory.store('draft', 'kept')
  expect(memory.all().draft).toBe('kept')
  forbidden.mockRestore()
})
