import type { Message } from '@parley/api'
import { isSameDay } from '../sessions'
import type { Pending } from './pending'
import type { Timeline } from './timeline'

export type Row =
  | { kind: 'day'; key: string; at: number }
  | { kind: 'notice'; key: string; message: Message }
  | { kind: 'call'; key: string; message: Message }
  | { kind: 'message'; key: string; message: Message; first: boolean }
  | { kind: 'pending'; key: string; pending: Pending }

/** Messages of one sender so close together are one breath: the name is said once. */
const BREATH_MS = 5 * 60_000

/** What a conversation looks like, from top to bottom. */
export function rowsOf(timeline: Timeline, pending: readonly Pending[]): Row[] {
  const rows: Row[] = []
  let before: Message | undefined
  for (const message of timeline) {
    const newDay = !before || !isSameDay(before.created_at, message.created_at)
    if (newDay) rows.push({ kind: 'day', key: `day-${message.seq}`, at: message.created_at })
    if (message.kind === 'notice' || message.kind === 'call')
      rows.push({ kind: message.kind, key: message.id, message })
    else
      rows.push({
        kind: 'message',
        key: message.id,
        message,
        first: newDay || !continues(before, message),
      })
    before = message
  }
  for (const one of pending) rows.push({ kind: 'pending', key: one.clientMsgId, pending: one })
  return rows
}

function continues(before: Message | undefined, message: Message): boolean {
  return (
    before !== undefined &&
    before.kind !== 'notice' &&
    before.kind !== 'call' &&
    before.sender === message.sender &&
    before.sender_id === message.sender_id &&
    before.visibility === message.visibility &&
    message.created_at - before.created_at < BREATH_MS
  )
}
