import { computed, reactive, shallowRef, toRaw } from 'vue'

/** What is stored, and at which version. */
export interface Stored<T> {
  values: T
  version: string | undefined
}

/** What a person types, beside what is saved and which version of it they began from. */
export function useValues<T extends object>(initial: T, version?: string) {
  const values = reactive(copy(initial)) as T
  const saved = shallowRef<Stored<T>>({ values: copy(initial), version })
  const dirty = computed(() => JSON.stringify(values) !== JSON.stringify(saved.value.values))
  const changed = () => changedOf(values, saved.value.values)

  /** From here on `stored` is what is saved; what was typed stays. */
  function saveAs(stored: Stored<T>) {
    saved.value = { values: copy(stored.values), version: stored.version }
  }

  function reset(stored: Stored<T>) {
    saveAs(stored)
    Object.assign(values, copy(stored.values))
  }

  /** What this person did not touch becomes what is stored; what they did stays as they left it. */
  function rebase(stored: Stored<T>) {
    const touched = changed()
    saveAs(stored)
    Object.assign(values, copy(stored.values), touched)
  }

  return { values, dirty, changed, version: () => saved.value.version, saveAs, reset, rebase }
}

export function changedOf<T extends object>(values: T, saved: T): Partial<T> {
  const keys = Object.keys(values) as (keyof T)[]
  const changed = keys.filter((key) => JSON.stringify(values[key]) !== JSON.stringify(saved[key]))
  return Object.fromEntries(changed.map((key) => [key, values[key]])) as Partial<T>
}

export function copy<T>(values: T): T {
  return JSON.parse(JSON.stringify(toRaw(values))) as T
}
