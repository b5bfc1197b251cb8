const KEY = 'parley.dialled'
const KEPT_MAX = 8

/**
 * Numbers dialled from this window, newest first. They are of people, so that they go with the
 * window, or when one signs out.
 */
export function createRecent(storage: Storage = sessionStorage) {
  function read(): string[] {
    try {
      const kept = JSON.parse(storage.getItem(KEY) ?? '[]') as unknown
      return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : []
    } catch {
      return []
    }
  }
  return {
    read,
    add(number: string) {
      const next = [number, ...read().filter((one) => one !== number)].slice(0, KEPT_MAX)
      try {
        storage.setItem(KEY, JSON.stringify(next))
      } catch {
        // Then they are not offered again.
      }
    },
  }
}
