import type { PresenceReason, PresenceReasonBody } from '@parley/api'
import { checkName, checkWhole, onlyWrong, useForm, type FieldErrors } from '../../forms'

/** The server's bounds, repeated so that a page can say them before it is refused. */
export const NAME_MAX = 60
export const LIMIT = { min: 0, max: 1440 }
export const PRECEDENCE = { min: 1, max: 100 }

export type ReasonValues = Required<
  Pick<PresenceReasonBody, 'name' | 'kind' | 'productive' | 'minutes_max' | 'precedence'>
>

function valuesOf(reason: PresenceReason | undefined): ReasonValues {
  const { name = '', kind = 'rest', productive = false } = reason ?? {}
  const { minutes_max = 0, precedence = 50 } = reason ?? {}
  return { name, kind, productive, minutes_max, precedence }
}

function check({ name, minutes_max, precedence }: ReasonValues): FieldErrors<ReasonValues> {
  return onlyWrong({
    name: checkName(name.trim(), NAME_MAX),
    minutes_max: checkWhole(minutes_max, LIMIT.min, LIMIT.max),
    precedence: checkWhole(precedence, PRECEDENCE.min, PRECEDENCE.max),
  })
}

/** A presence reason as it is written down: a new one's fields, or another one's as they are. */
export function useReasonForm(
  reason: PresenceReason | undefined,
  save: (body: PresenceReasonBody) => Promise<void>,
) {
  return useForm(valuesOf(reason), {
    check,
    save: async (values) => {
      await save({ ...values, name: values.name.trim() })
      return true
    },
  })
}
