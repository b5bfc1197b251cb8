import type { WidgetConfig } from '@parley/api'
import type { ConversationState } from '../conversation'
import type { Translate } from '../locale'

/** The line under the company's name. */
export function headline(state: ConversationState, config: WidgetConfig, t: Translate): string {
  const { session } = state
  if (session?.state === 'assigned') {
    return t('served_by', { name: session.agent_name || t('someone') })
  }
  return config.staffed ? t('online') : t('away')
}

/** What a waiting visitor is told above the composer; "" for one who is not waiting. */
export function waitingLine(state: ConversationState, t: Translate): string {
  const { session, position } = state
  if (session?.state !== 'queued' && session?.state !== 'offered') return ''
  if (session.left_message) return t('left_hint')
  if (position === 1) return t('position_next')
  return position > 1 ? t('position', { n: position }) : t('waiting')
}
