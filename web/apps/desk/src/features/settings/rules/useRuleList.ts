/** An ordered list that is changed by place; each change makes another list. */
export function useRuleList<T>(list: { get: () => T[]; set: (next: T[]) => void }) {
  const change = (at: number, part: Partial<T>) =>
    list.set(list.get().map((one, nth) => (nth === at ? { ...one, ...part } : one)))
  const remove = (at: number) => list.set(list.get().filter((_, nth) => nth !== at))
  const add = (one: T) => list.set([...list.get(), one])

  function move(at: number, by: -1 | 1) {
    const next = [...list.get()]
    const [one] = next.splice(at, 1)
    if (one !== undefined) next.splice(at + by, 0, one)
    list.set(next)
  }
  return { change, remove, add, move }
}
