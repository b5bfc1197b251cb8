// The chat's iframe, from the host page's side: handshake, then everything over one port.

import type { Source, WidgetConfig } from '@parley/api'
import type { FromChat, FromLoader, WindowMessage } from '../shared/wire'
import type { Memory } from './memory'

/** A page that changes its address without loading (a single-page site) is noticed this late. */
export const PAGE_LOOK_MS = 2_000

/** A page that has loaded says `ready` at once; an error page of the browser's never does. */
export const READY_WITHIN_MS = 1_000

export interface FrameEvents {
  unread(count: number): void
  /** The chat did not come up: blocked here, out of use, or the server is away. Or it did after all. */
  silent(on: boolean): void
  close(): void
}

export function pageNow(): Source {
  return { page_url: location.href, page_title: document.title, referrer: document.referrer }
}

export class ChatFrame {
  readonly #server: string
  readonly #locale: string
  readonly #memory: Memory
  readonly #events: FrameEvents
  readonly #address: string
  readonly element = document.createElement('iframe')
  #port: MessagePort | undefined
  #open = false
  #page = pageNow()
  /** The inbox's settings as just read, for the chat's first look; it asks again by itself. */
  config: WidgetConfig | undefined

  constructor(
    server: string,
    inboxKey: string,
    locale: string,
    memory: Memory,
    events: FrameEvents,
  ) {
    this.#server = server
    this.#locale = locale
    this.#memory = memory
    this.#events = events
    addEventListener('message', (event) => this.#onWindowMessage(event))
    memory.watch((name, value) => this.#say({ type: 'stored', name, value }))
    setInterval(() => this.#lookAtPage(), PAGE_LOOK_MS)
    // The fragment names the page the chat shall listen to; it never reaches the server.
    this.#address = `${server}/widget/?key=${encodeURIComponent(inboxKey)}#${location.origin}`
    this.element.onload = () => setTimeout(() => this.#port || events.silent(true), READY_WITHIN_MS)
    this.load()
  }

  load() {
    this.element.src = this.#address
  }

  setVisible(on: boolean) {
    this.#open = on
    this.#say({ type: 'visible', on })
    if (on) this.element.focus()
  }

  #say(message: FromLoader) {
    this.#port?.postMessage(message)
  }

  /** Also after the chat reloaded itself: each `ready` gets a port of its own. */
  #onWindowMessage(event: MessageEvent) {
    const chat = this.element.contentWindow
    if (!chat || event.source !== chat || event.origin !== this.#server) return
    if ((event.data as WindowMessage | null)?.parley !== 'ready') return
    const { port1, port2 } = new MessageChannel()
    if (!this.#port) this.#events.silent(false)
    this.#port?.close()
    this.#port = port1
    port1.onmessage = (message) => this.#hear(message.data as FromChat)
    const knock: WindowMessage = { parley: 'port' }
    chat.postMessage(knock, this.#server, [port2])
    const stored = this.#memory.all()
    const [locale, page, open] = [this.#locale, this.#page, this.#open]
    this.#say({ type: 'begin', locale, page, open, stored, config: this.config })
    this.config = undefined // A chat that loads itself anew asks how things stand then.
  }

  #hear(message: FromChat) {
    if (message.type === 'store') this.#memory.store(message.name, message.value)
    if (message.type === 'unread') this.#events.unread(message.count)
    if (message.type === 'close') this.#events.close()
  }

  #lookAtPage() {
    const page = pageNow()
    if (page.page_url === this.#page.page_url && page.page_title === this.#page.page_title) return
    this.#page = {
      ...page,
      referrer: page.page_url === this.#page.page_url ? this.#page.referrer : this.#page.page_url,
    }
    this.#say({ type: 'page', page: this.#page })
  }
}
