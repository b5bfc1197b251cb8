import type { Source } from '@parley/api'
import { shallowRef } from 'vue'
import type { Host } from '../features/host'

/** A host page that remembers in plain memory, and that a test can look into. */
export function memoryHost(stored: Record<string, string> = {}) {
  const kept = new Map(Object.entries(stored))
  const listeners: ((name: string, value: string | null) => void)[] = []
  const page = shallowRef<Source>({ page_url: 'https://shop/tea', page_title: 'Tea', referrer: '' })
  const visible = shallowRef(true)
  const unread: number[] = []

  const host: Host = {
    embedded: true,
    inboxKey: 'KEY',
    locale: 'en',
    page,
    visible,
    load: (name) => kept.get(name),
    store: (name, value) => void (value === null ? kept.delete(name) : kept.set(name, value)),
    names: (prefix) => [...kept.keys()].filter((name) => name.startsWith(prefix)),
    onStored: (changed) => void listeners.push(changed),
    setUnread: (count) => void unread.push(count),
    close: () => {},
  }
  const otherTabStores = (name: string, value: string | null) => {
    host.store(name, value)
    for (const listener of listeners) listener(name, value)
  }
  return { host, kept, page, visible, unread, otherTabStores }
}
