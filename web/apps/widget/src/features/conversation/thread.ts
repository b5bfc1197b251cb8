// The messages of the conversation as the visitor sees them. Pure: what goes in twice is shown once.

import type { Message, SendFrame } from '@parley/api'

/** Written here and not yet confirmed by the server. */
export interface Pending {
  client_msg_id: string
  text: string
  /** Of a file that is being sent; undefined for text. */
  file?: { name: string; size: number; preview: string; share: number }
  /** Why it was refused; "" while it is on its way. */
  failed: string
  created_at: number
}

export type Delivery = 'sending' | 'sent' | 'read' | 'failed'

export function pendingOf(frame: SendFrame, now: number): Pending {
  const { client_msg_id, text = '' } = frame
  return { client_msg_id, text, failed: '', created_at: now }
}

/** Adds or replaces by number, oldest first. The same array if there was nothing new. */
export function merge(held: readonly Message[], arrived: readonly Message[]): readonly Message[] {
  const known = new Set(held.map((message) => message.seq))
  const fresh = arrived.filter((message) => !known.has(message.seq))
  if (fresh.length === 0) return held
  return [...held, ...fresh].sort((a, b) => a.seq - b.seq)
}

/**
 * The newest page after a time without the line. If it overlaps what is held, that stays; if
 * not, there may be a hole between, and the page alone is shown (older ones load by scrolling).
 */
export function rejoin(held: readonly Message[], page: readonly Message[]): readonly Message[] {
  const first = page[0]
  const newest = held.at(-1)
  if (!first || !newest) return page
  return newest.seq >= first.seq ? merge(held, page) : page
}

/** Without those the server has confirmed. */
export function unconfirmed(pending: readonly Pending[], messages: readonly Message[]) {
  const stored = new Set(messages.map((message) => message.client_msg_id))
  return pending.filter((one) => !stored.has(one.client_msg_id))
}

export function deliveryOf(message: Message, agentRead: number): Delivery {
  return message.seq <= agentRead ? 'read' : 'sent'
}

/** Numbers of agents' messages the visitor has not seen. */
export function unreadOf(messages: readonly Message[], readUpTo: number): number {
  return messages.filter((message) => message.sender === 'agent' && message.seq > readUpTo).length
}

/** Who joined: a notice does not carry the name, but what they then wrote does. */
export function joinedName(
  messages: readonly Message[],
  notice: Message,
  current: { session_id: string; agent_name: string } | undefined,
): string {
  const at = messages.indexOf(notice)
  for (const later of messages.slice(at + 1)) {
    if (later.session_id !== notice.session_id) break
    if (later.kind === 'notice' && later.text === 'session_assigned') return ''
    if (later.sender === 'agent') return later.sender_name
  }
  return current?.session_id === notice.session_id ? current.agent_name : ''
}
