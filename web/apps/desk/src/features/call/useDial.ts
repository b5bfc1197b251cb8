import type { DialBody } from '@parley/api'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { useDesk } from '../../desk'
import { useSay } from '../forms'
import { useTelephone } from './useTelephone'

/** Calling a number from where it stands, and going to its conversation. */
export function useDial() {
  const { calls, phone, toasts } = useDesk()
  const { mayDial } = useTelephone()
  const { t } = useI18n()
  const say = useSay()
  const router = useRouter()

  async function dial(to: DialBody) {
    const softphone = await phone.load().catch(() => undefined)
    const call = await softphone?.dialling.dial(to)
    if (call) await router.push(`/sessions/${call.session_id}`)
    else toasts.show(say(softphone?.dialling.refused.value) || t('call.not_loaded'), 'danger')
  }
  return { mayDial, busy: computed(() => calls.present.value !== undefined), dial }
}
