import type { Session } from '@parley/api'
import { useI18n } from 'vue-i18n'
import { useDesk } from '../../desk'
import { useTelephone } from './useTelephone'

/** What a session's contact is called on screen: whoever calls without a name, by their number. */
export function useNames() {
  const { calls } = useDesk()
  const { isSpoken } = useTelephone()
  const { t } = useI18n()

  function numberOf({ id, last_message: last }: Session): string {
    return calls.ofSession(id)?.number ?? (last?.kind === 'call' ? last.text : '')
  }
  return {
    nameOf(session: Session): string {
      if (session.contact_name) return session.contact_name
      return isSpoken(session) ? numberOf(session) || t('call.caller') : t('offer.visitor')
    },
  }
}
