import type { Id } from '@parley/api'
import { shallowReadonly, shallowRef } from 'vue'
import { phraseOf, type Phrase } from '../forms'

/** Something done to one record at a time: to which just now, and why the last was refused. */
export function useAction(act: (id: Id) => Promise<void>) {
  const acting = shallowRef<Id>()
  const refused = shallowRef<Phrase>()

  /** True when it is done. */
  async function run(id: Id): Promise<boolean> {
    if (acting.value) return false
    acting.value = id
    refused.value = undefined
    try {
      await act(id)
      return true
    } catch (failure) {
      refused.value = phraseOf(failure)
      return false
    } finally {
      acting.value = undefined
    }
  }

  return { acting: shallowReadonly(acting), refused: shallowReadonly(refused), run }
}
