import type { Api, Id, Queue, QueueBody, Strategy } from '@parley/api'
import { checkName, checkWhole, onlyWrong, useForm } from '../../forms'
import * as bounds from './bounds'
import { isSound } from './steps'

export const STRATEGIES: readonly Strategy[] = [
  'even_by_load',
  'even_by_work',
  'longest_idle',
  'least_loaded',
  'round_robin',
  'fixed_order',
  'weighted',
  'skill_level',
]

export type QueueValues = Required<QueueBody> & { active: boolean }

/** As the server makes a queue when it is told no more than its name. */
const fresh: QueueValues = {
  name: '',
  strategy: 'even_by_load',
  skills: [],
  share: 25,
  offer_seconds: 30,
  overflow_queue_id: null,
  overflow_after_seconds: 60,
  wrap_up_seconds: 0,
  waiting_max: 1000,
  alert_waiting: 0,
  alert_wait_seconds: 0,
  alert_unstaffed: false,
  familiar_seconds: 0,
  answer_seconds: 20,
  steps: [],
  calendar_id: null,
  closed: 'leave_message',
  closed_text: '',
  closed_queue_id: null,
  wrap_up_codes: 'optional',
  wrap_up_extensions_max: 2,
  wrap_up_extend_seconds: 60,
  guest_share: 10,
  picking: 'offered',
  interruptible: false,
  when_full: 'turn_away',
  left_messages_max: 1000,
  callback_attempts_max: 0,
  callback_retry_seconds: 300,
  callback_key: '',
  active: true,
}

export function queueValues(queue?: Queue): QueueValues {
  if (!queue) return { ...fresh, skills: [], steps: [] }
  const { name, strategy, skills, share, offer_seconds, overflow_queue_id, active } = queue
  const { overflow_after_seconds, wrap_up_seconds, waiting_max } = queue
  const { alert_waiting, alert_wait_seconds, alert_unstaffed } = queue
  const { familiar_seconds, answer_seconds, steps } = queue
  const { calendar_id, closed, closed_text, closed_queue_id } = queue
  const { wrap_up_codes, wrap_up_extensions_max, wrap_up_extend_seconds, guest_share } = queue
  const { picking, interruptible, when_full, left_messages_max } = queue
  const { callback_attempts_max, callback_retry_seconds, callback_key } = queue
  return {
    name,
    strategy,
    skills,
    share,
    offer_seconds,
    overflow_queue_id,
    overflow_after_seconds,
    wrap_up_seconds,
    waiting_max,
    alert_waiting,
    alert_wait_seconds,
    alert_unstaffed,
    familiar_seconds,
    answer_seconds,
    steps,
    calendar_id,
    closed,
    closed_text,
    closed_queue_id,
    wrap_up_codes,
    wrap_up_extensions_max,
    wrap_up_extend_seconds,
    guest_share,
    picking,
    interruptible,
    when_full,
    left_messages_max,
    callback_attempts_max,
    callback_retry_seconds,
    callback_key,
    active,
  }
}

const storedQueue = (queue: Queue) => ({ values: queueValues(queue), version: queue.version })

function check(values: QueueValues) {
  const whole = (value: number, { min, max }: { min: number; max: number }) =>
    checkWhole(value, min, max)
  return onlyWrong({
    name: checkName(values.name),
    share: whole(values.share, bounds.SHARE),
    offer_seconds: whole(values.offer_seconds, bounds.OFFER_SECONDS),
    overflow_after_seconds: whole(values.overflow_after_seconds, bounds.OVERFLOW_SECONDS),
    wrap_up_seconds: whole(values.wrap_up_seconds, bounds.WRAP_UP_SECONDS),
    waiting_max: whole(values.waiting_max, bounds.WAITING),
    alert_waiting: whole(values.alert_waiting, bounds.ALERT_WAITING),
    alert_wait_seconds: whole(values.alert_wait_seconds, bounds.ALERT_SECONDS),
    familiar_seconds: whole(values.familiar_seconds, bounds.FAMILIAR_SECONDS),
    answer_seconds: whole(values.answer_seconds, bounds.ANSWER_SECONDS),
    wrap_up_extensions_max: whole(values.wrap_up_extensions_max, bounds.EXTENSIONS),
    wrap_up_extend_seconds: whole(values.wrap_up_extend_seconds, bounds.EXTEND_SECONDS),
    guest_share: whole(values.guest_share, bounds.GUEST_SHARE),
    left_messages_max: whole(values.left_messages_max, bounds.LEFT_MESSAGES),
    callback_attempts_max: whole(values.callback_attempts_max, bounds.CALLBACK_ATTEMPTS),
    callback_retry_seconds: whole(values.callback_retry_seconds, bounds.CALLBACK_SECONDS),
    steps: values.steps.every(isSound) ? undefined : { key: 'queues.stepUnsound' },
    closed_queue_id:
      values.closed === 'other_queue' && !values.closed_queue_id
        ? { key: 'form.required' }
        : undefined,
  })
}

export function useQueueForm(
  api: Pick<Api, 'queue' | 'createQueue' | 'updateQueue'>,
  queue?: Queue,
) {
  const id: Id | undefined = queue?.id
  return useForm(queueValues(queue), {
    check,
    version: queue?.version,
    reread: id ? async () => storedQueue(await api.queue(id)) : undefined,
    async save({ active: _active, ...body }, changed, version): Promise<Queue> {
      return id ? api.updateQueue(id, changed, { version }) : api.createQueue(body)
    },
  })
}
