import { createTransport, type WidgetConfig } from '@parley/api'

export { useAccent } from './useAccent'

/** What the inbox wants its visitors to see. A 404 means there is no such inbox. */
export function loadConfig(inboxKey: string): Promise<WidgetConfig> {
  return createTransport().get(`/widget/${encodeURIComponent(inboxKey)}`)
}
