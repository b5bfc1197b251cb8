import { shallowRef, type ShallowRef } from 'vue'
import type { FromChat, FromLoader, WindowMessage } from '../../shared/wire'
import type { Host } from './types'
import { watchVisible } from './visible'

/** The part of `window` the handshake needs. */
export type FrameWindow = Pick<Window, 'parent' | 'addEventListener' | 'removeEventListener'>

/**
 * Asks the embedding page for a port and waits for it. Only `hostOrigin`, and only the window
 * that holds this iframe, is listened to; a page that never answers leaves the promise pending.
 */
export function connectFrameHost(inboxKey: string, hostOrigin: string, view: FrameWindow) {
  return new Promise<Host>((resolve) => {
    const listen = (event: MessageEvent) => {
      if (event.source !== view.parent || event.origin !== hostOrigin) return
      const port = event.ports[0]
      if ((event.data as WindowMessage | null)?.parley !== 'port' || !port) return
      view.removeEventListener('message', listen)
      port.onmessage = (first) => {
        const begin = first.data as FromLoader
        if (begin.type === 'begin') resolve(frameHost(inboxKey, port, begin))
      }
    }
    view.addEventListener('message', listen)
    const ready: WindowMessage = { parley: 'ready' }
    // A page from a file has the origin "null", which cannot be named as a target.
    view.parent.postMessage(ready, hostOrigin === 'null' ? '*' : hostOrigin)
  })
}

type Begin = Extract<FromLoader, { type: 'begin' }>

function frameHost(inboxKey: string, port: MessagePort, begin: Begin): Host {
  const stored = new Map(Object.entries(begin.stored))
  const listeners: ((name: string, value: string | null) => void)[] = []
  const page = shallowRef(begin.page)
  const open = shallowRef(begin.open)
  const say = (message: FromChat) => port.postMessage(message)

  port.onmessage = ({ data }) => {
    const message = data as FromLoader
    if (message.type === 'page') page.value = message.page
    if (message.type === 'visible') open.value = message.on
    if (message.type !== 'stored') return
    keep(message.name, message.value)
    for (const listener of listeners) listener(message.name, message.value)
  }

  function keep(name: string, value: string | null) {
    if (value === null) stored.delete(name)
    else stored.set(name, value)
  }

  return {
    embedded: true,
    inboxKey,
    locale: begin.locale,
    config: begin.config,
    page,
    visible: watchVisible(open as Readonly<ShallowRef<boolean>>),
    load: (name) => stored.get(name),
    store(name, value) {
      if (value === (stored.get(name) ?? null)) return
      keep(name, value)
      say({ type: 'store', name, value })
    },
    names: (prefix) => [...stored.keys()].filter((name) => name.startsWith(prefix)),
    onStored: (changed) => void listeners.push(changed),
    setUnread: (count) => say({ type: 'unread', count }),
    close: () => say({ type: 'close' }),
  }
}
