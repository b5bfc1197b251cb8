import { shallowRef } from 'vue'
import { Memory } from '../../loader/memory'
import type { Host } from './types'
import { watchVisible } from './visible'

/** The stand-alone page (a link or QR code): remembers in its own storage, is always open. */
export function pageHost(inboxKey: string): Host {
  const memory = new Memory(inboxKey)
  const title = document.title
  const { href, search } = location
  const page = { page_url: href, page_title: title, referrer: document.referrer }

  return {
    embedded: false,
    inboxKey,
    locale: new URLSearchParams(search).get('locale') ?? '',
    page: shallowRef(page),
    visible: watchVisible(shallowRef(true)),
    load: (name) => memory.all()[name],
    store: (name, value) => memory.store(name, value),
    names: (prefix) => Object.keys(memory.all()).filter((name) => name.startsWith(prefix)),
    onStored: (changed) => void memory.watch(changed),
    setUnread: (count) => {
      document.title = document.title.replace(/^\(\d+\) /, '')
      if (count) document.title = `(${count}) ${document.title}`
    },
    close: () => {},
  }
}
