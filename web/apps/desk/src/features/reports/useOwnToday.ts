import type { Api, Report } from '@parley/api'
import { onScopeDispose, shallowReadonly, shallowRef } from 'vue'
import { rangeOf } from './range'

export const OWN_FIGURES = ['sessions_assigned', 'first_response_agent', 'csat'] as const
export const EVERY_MS = 60_000

/** Read now and once a minute; a figure that is late by that is as good. */
export function useOwnToday(api: Pick<Api, 'ownFigures'>) {
  const report = shallowRef<Report>()

  async function load() {
    try {
      const range = rangeOf('today', Date.now())
      report.value = await api.ownFigures({ ...range, figures: OWN_FIGURES.join() })
    } catch {
      // What is shown stays: the line's own banner says that the server is away.
    }
  }
  void load()
  const timer = setInterval(() => void load(), EVERY_MS)
  onScopeDispose(() => clearInterval(timer))
  return shallowReadonly(report)
}
