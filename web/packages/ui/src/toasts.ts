import { shallowRef, type ShallowRef } from 'vue'

export interface Toast {
  id: number
  text: string
  kind: 'plain' | 'good' | 'danger'
}
export interface Toasts {
  list: Readonly<ShallowRef<readonly Toast[]>>
  show(text: string, kind?: Toast['kind']): void
  dismiss(id: number): void
}

const SHOWN_MS = 6000
const SHOWN_MAX = 4

/** Short messages in a corner. At most four at a time: the oldest gives way. */
export function createToasts(): Toasts {
  const list = shallowRef<readonly Toast[]>([])
  let last = 0

  function dismiss(id: number) {
    list.value = list.value.filter((toast) => toast.id !== id)
  }
  function show(text: string, kind: Toast['kind'] = 'plain') {
    const id = ++last
    list.value = [...list.value.slice(1 - SHOWN_MAX), { id, text, kind }]
    setTimeout(() => dismiss(id), SHOWN_MS)
  }
  return { list, show, dismiss }
}
