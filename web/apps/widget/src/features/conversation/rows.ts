// The messages as rows of the list: a line for each new day, notices apart, runs of one sender.

import type { Message } from '@parley/api'
import type { WordKey } from '../locale'

export type Row =
  | { kind: 'day'; key: string; at: number }
  | { kind: 'notice'; key: string; message: Message; word: WordKey }
  | { kind: 'message'; key: string; message: Message; first: boolean; last: boolean }

/** A pause this long begins a new run. */
const RUN_PAUSE_MS = 5 * 60_000

const NOTICES: Record<string, WordKey> = {
  session_queued: 'notice_queued',
  session_assigned: 'notice_assigned',
  session_transferred: 'notice_transferred',
  session_closed: 'notice_closed',
  left_message: 'notice_left',
  colleague_joined: 'notice_colleague',
}

export function rowsOf(messages: readonly Message[]): Row[] {
  const rows: Row[] = []
  let before: Message | undefined
  for (const message of messages) {
    const key = String(message.seq)
    const word = message.kind === 'notice' ? NOTICES[message.text] : undefined
    if (message.kind === 'notice' && !word) continue // Of a newer server: not for our words.
    if (!before || dayOf(before) !== dayOf(message)) {
      rows.push({ kind: 'day', key: `day ${key}`, at: message.created_at })
    }
    if (word) rows.push({ kind: 'notice', key, message, word })
    else rows.push({ kind: 'message', key, message, first: !inRun(rows, message), last: true })
    before = message
  }
  return rows
}

/** True if the message goes on with the row before it, which is then no longer the last. */
function inRun(rows: Row[], message: Message): boolean {
  const previous = rows.at(-1)
  if (previous?.kind !== 'message') return false
  const { sender, sender_id, created_at } = previous.message
  const goesOn =
    sender === message.sender &&
    sender_id === message.sender_id &&
    message.created_at - created_at < RUN_PAUSE_MS
  if (goesOn) previous.last = false
  return goesOn
}

function dayOf(message: Message) {
  return new Date(message.created_at).toDateString()
}
