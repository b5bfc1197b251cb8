import type { Id } from '@parley/api'
import { onScopeDispose } from 'vue'
import { useI18n } from 'vue-i18n'
import { useDesk } from '../../desk'
import { toldBy } from './toldBy'

/**
 * Whoever sits here is told when a supervisor set their presence or took a session of theirs; a
 * supervisor, when a queue needs them.
 */
export function useSupervised() {
  const { account, directory, live, sessions, toasts } = useDesk()
  const { t } = useI18n()

  const answered = new Set<Id>()
  // Frames are told before events: the sessions here are still as they were.
  const stop = live.onFrame(({ event }) => {
    if (event.kind === 'queue_alert_raised' && event.queue && account.can('session_read_all')) {
      toasts.show(t(`floor.alert.${event.detail}`, { name: event.queue.name }), 'danger')
    }
    const told = toldBy(event, account.agentId.value, sessions.store.get, answered)
    if (event.session && event.kind === 'session_transferred') answered.delete(event.session.id)
    if (event.session && event.kind === 'colleague_left' && event.detail === 'accepted')
      answered.add(event.session.id)
    if (!told) return
    const name = directory.agent(told.by)?.name ?? t('floor.somebody')
    const state = told.kind === 'presence' ? t(`shell.presence.${told.presence}`) : ''
    toasts.show(t(`floor.told.${told.kind}`, { name, state }))
  })
  onScopeDispose(stop)
}
