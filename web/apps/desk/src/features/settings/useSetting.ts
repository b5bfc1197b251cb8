import type { EventType } from '@parley/api'
import { onScopeDispose, shallowReadonly, shallowRef } from 'vue'
import { useDesk } from '../../desk'
import { phraseOf, type Phrase } from '../forms'
import type { RecordsState } from './useRecords'

/** A setting that is one thing: read when the page opens, and again when somebody changes it. */
export function useSetting<T>(read: () => Promise<T>, kind: EventType) {
  const { live } = useDesk()
  const value = shallowRef<T>()
  const state = shallowRef<RecordsState>('loading')
  const failure = shallowRef<Phrase>()

  async function load() {
    try {
      value.value = await read()
      state.value = 'ready'
    } catch (error) {
      failure.value = phraseOf(error)
      state.value = 'failed'
    }
  }
  void load()
  onScopeDispose(live.onReload(() => void load()))
  onScopeDispose(live.onEvent((event) => event.kind === kind && void load()))

  return { value, state: shallowReadonly(state), failure: shallowReadonly(failure), load }
}
