import type { Api, Id, Queue, QueueBody } from '@parley/api'
import { checkName, checkWhole, onlyWrong, useForm } from '../../forms'
import {
  ALERT_SECONDS,
  ALERT_WAITING,
  OFFER_SECONDS,
  OVERFLOW_SECONDS,
  SHARE,
  WAITING,
  WRAP_UP_SECONDS,
} from './bounds'

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
  active: true,
}

export function queueValues(queue?: Queue): QueueValues {
  if (!queue) return { ...fresh, skills: [] }
  const { name, strategy, skills, share, offer_seconds, overflow_queue_id, active } = queue
  const { overflow_after_seconds, wrap_up_seconds, waiting_max } = queue
  const { alert_waiting, alert_wait_seconds, alert_unstaffed } = queue
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
    active,
  }
}

const storedQueue = (queue: Queue) => ({ values: queueValues(queue), version: queue.version })

function check(values: QueueValues) {
  const whole = (value: number, { min, max }: { min: number; max: number }) =>
    checkWhole(value, min, max)
  return onlyWrong({
    name: checkName(values.name),
    share: whole(values.share, SHARE),
    offer_seconds: whole(values.offer_seconds, OFFER_SECONDS),
    overflow_after_seconds: whole(values.overflow_after_seconds, OVERFLOW_SECONDS),
    wrap_up_seconds: whole(values.wrap_up_seconds, WRAP_UP_SECONDS),
    waiting_max: whole(values.waiting_max, WAITING),
    alert_waiting: whole(values.alert_waiting, ALERT_WAITING),
    alert_wait_seconds: whole(values.alert_wait_seconds, ALERT_SECONDS),
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
