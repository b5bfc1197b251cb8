// The host page's localStorage for one inbox, or plain memory where the page may not store.

import { storagePrefix } from '../shared/wire'

export class Memory {
  readonly #prefix: string
  readonly #fallback = new Map<string, string>()

  constructor(inboxKey: string) {
    this.#prefix = storagePrefix(inboxKey)
  }

  all(): Record<string, string> {
    const found: Record<string, string> = Object.fromEntries(this.#fallback)
    try {
      for (let i = 0; i < localStorage.length; i++) {
        const key = localStorage.key(i) ?? ''
        if (key.startsWith(this.#prefix)) {
          found[key.slice(this.#prefix.length)] = localStorage.getItem(key) ?? ''
        }
      }
    } catch {
      // Storage is blocked: what this page stored itself is all there is.
    }
    return found
  }

  store(name: string, value: string | null) {
    try {
      if (value === null) localStorage.removeItem(this.#prefix + name)
      else localStorage.setItem(this.#prefix + name, value)
      this.#fallback.delete(name)
    } catch {
      if (value === null) this.#fallback.delete(name)
      else this.#fallback.set(name, value)
    }
  }

  /** Calls back for what other tabs store. */
  watch(changed: (name: string, value: string | null) => void): () => void {
    const listen = (event: StorageEvent) => {
      const key = event.key ?? ''
      if (key.startsWith(this.#prefix)) changed(key.slice(this.#prefix.length), event.newValue)
    }
    addEventListener('storage', listen)
    return () => removeEventListener('storage', listen)
  }
}
