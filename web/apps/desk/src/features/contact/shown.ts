import type { Id } from '@parley/api'
import { onScopeDispose, shallowReadonly, shallowRef, watch, type Ref } from 'vue'

const shown = shallowRef<Id>()

/** Whose details stand on the page, once they are read: whoever rings may ring then. */
export const shownContact = shallowReadonly(shown)

export function useShown(id: Readonly<Ref<Id | undefined>>) {
  watch(id, (next) => (shown.value = next), { flush: 'post', immediate: true })
  onScopeDispose(() => (shown.value = undefined))
}
