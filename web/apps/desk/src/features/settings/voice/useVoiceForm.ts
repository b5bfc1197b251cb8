import type { Api, VoiceSettings, VoiceSettingsPatch } from '@parley/api'
import { checkWhole, onlyWrong, useForm } from '../../forms'
import { prefixesOf } from '../lines'
import { checkPrefixes } from '../numbers/useNumberForm'

/** The server's bounds, repeated so that a page can say them before it is refused. */
export const RETENTION = { min: 0, max: 3650 }
export const SHARE = { min: 1, max: 100 }
export const CALLS = { min: 1, max: 10_000 }
export const AGENT_CALLS = { min: 0, max: 10_000 }
export const AGENT_MINUTES = { min: 0, max: 1440 }
const PREFIXES_MAX = 200

export type VoiceValues = Omit<VoiceSettings, 'version' | 'allowed_prefixes'> & {
  /** As typed: one to a line. */
  allowed_prefixes: string
}

export function voiceValues(settings: VoiceSettings): VoiceValues {
  const { version: _version, allowed_prefixes, ...values } = settings
  return { ...values, allowed_prefixes: allowed_prefixes.join('\n') }
}

function check(values: VoiceValues) {
  const whole = (value: number, { min, max }: { min: number; max: number }) =>
    checkWhole(value, min, max)
  return onlyWrong({
    retention_days: whole(values.retention_days, RETENTION),
    call_share: whole(values.call_share, SHARE),
    calls_max: whole(values.calls_max, CALLS),
    agent_calls_max: whole(values.agent_calls_max, AGENT_CALLS),
    agent_minutes_max: whole(values.agent_minutes_max, AGENT_MINUTES),
    allowed_prefixes: checkPrefixes(values.allowed_prefixes, PREFIXES_MAX),
  })
}

function patchOf({ allowed_prefixes, ...rest }: Partial<VoiceValues>): VoiceSettingsPatch {
  if (allowed_prefixes === undefined) return rest
  return { ...rest, allowed_prefixes: prefixesOf(allowed_prefixes) }
}

export function useVoiceForm(
  api: Pick<Api, 'voiceSettings' | 'updateVoiceSettings'>,
  settings: VoiceSettings,
) {
  return useForm(voiceValues(settings), {
    check,
    version: settings.version,
    async reread() {
      const now = await api.voiceSettings()
      return { values: voiceValues(now), version: now.version }
    },
    save: (_, changed, version) => api.updateVoiceSettings(patchOf(changed), { version }),
  })
}
