import type { QueueStep, StepWhen } from '@parley/api'
import { SECONDS_MAX, STAFFED_MAX, WAITING } from './bounds'

/** Begins and ends as one would want it first. A step that follows the queue ends past its beginning. */
const usual: Record<StepWhen, Pick<QueueStep, 'enter' | 'leave'>> = {
  waited: { enter: 60, leave: 0 },
  expected_wait: { enter: 120, leave: 60 },
  service_level: { enter: 70, leave: 85 },
  waiting: { enter: 10, leave: 5 },
  staffed: { enter: 1, leave: 1 },
}

export function freshStep(when: StepWhen): QueueStep {
  return { when, ...usual[when], last: 20, relax: [], backup_queue_ids: [], boost_seconds: 0 }
}

export const hasEnd = (when: StepWhen) => when !== 'waited'

export function boundsOf(when: StepWhen): { min: number; max: number } {
  if (when === 'service_level') return { min: 1, max: 100 }
  if (when === 'staffed') return { min: 1, max: STAFFED_MAX }
  if (when === 'waiting') return { min: 0, max: WAITING.max }
  return { min: when === 'waited' ? 0 : 1, max: SECONDS_MAX }
}

/** Whether the step's numbers fit together, as the server will ask. */
export function isSound(step: QueueStep): boolean {
  const { min, max } = boundsOf(step.when)
  if (!Number.isInteger(step.enter) || step.enter < min || step.enter > max) return false
  if (!hasEnd(step.when)) return true
  const below = step.when === 'service_level' || step.when === 'staffed'
  const [least, most] = below ? [step.enter, max] : [0, step.enter]
  return Number.isInteger(step.leave) && step.leave >= least && step.leave <= most
}
