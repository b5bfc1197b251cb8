import type { Id } from '@parley/api'

/** What outlives a reload of this window, and nothing else. */
export interface Remembered {
  call: Id
  muted: boolean
}

const KEY = 'parley.call'

export function createMemory(storage: Storage = sessionStorage) {
  return {
    recall(): Remembered | undefined {
      try {
        const read = JSON.parse(storage.getItem(KEY) ?? 'null') as Partial<Remembered> | null
        if (typeof read?.call !== 'string') return undefined
        return { call: read.call, muted: read.muted === true }
      } catch {
        return undefined
      }
    },
    keep(what: Remembered | undefined) {
      try {
        if (what) storage.setItem(KEY, JSON.stringify(what))
        else storage.removeItem(KEY)
      } catch {
        // Then a reload asks before it joins again.
      }
    },
  }
}
export type Memory = ReturnType<typeof createMemory>
