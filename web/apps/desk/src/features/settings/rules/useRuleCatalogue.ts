import type { Segments } from '@parley/api'
import { computed, reactive, shallowRef } from 'vue'
import { useDesk } from '../../../desk'
import { useCatalogue } from '../../conditions'
import { useCalendars } from '../calendars/useCalendars'

/** What the conditions of a page of rules may ask about; reads itself. */
export function useRuleCatalogue() {
  const { api } = useDesk()
  const calendars = useCalendars()
  const segments = shallowRef<Segments>()
  api.segments().then(
    (found) => (segments.value = found),
    () => undefined,
  )
  const named = (all: readonly { id: string; name: string }[]) =>
    all.map(({ id, name }) => ({ value: id, label: name }))
  const choices = reactive({
    calendars: computed(() => named(calendars.items.value)),
    segments: computed(() => named(segments.value?.segments ?? [])),
  })
  const catalogue = useCatalogue(api, choices)
  void catalogue.load()
  return catalogue
}
