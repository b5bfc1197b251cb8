import type { Attachment, SendFrame, Visibility } from '@parley/api'

/** A message of ours without the server's word yet. */
export interface Pending {
  clientMsgId: string
  text: string
  attachment: Attachment | undefined
  visibility: Visibility
  createdAt: number
  state: 'sending' | 'failed'
  /** Why it failed; "" while sending. */
  code: string
}

export interface Outgoing {
  text?: string
  attachment?: Attachment
  visibility: Visibility
}

/** Random, and free of `crypto.randomUUID`, which plain http does not offer. */
export function newClientMsgId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

export function frameOf(conversation: string, pending: Pending): SendFrame {
  return {
    type: 'send',
    client_msg_id: pending.clientMsgId,
    conversation_id: conversation,
    visibility: pending.visibility,
    ...(pending.text ? { text: pending.text } : {}),
    ...(pending.attachment ? { attachment_id: pending.attachment.id } : {}),
  }
}

/** A message that a reload of the page interrupted; the line still holds it. */
export function pendingOf(frame: SendFrame, now: number): Pending {
  return {
    clientMsgId: frame.client_msg_id,
    text: frame.text ?? '',
    attachment: undefined,
    visibility: frame.visibility ?? 'everyone',
    createdAt: now,
    state: 'sending',
    code: '',
  }
}
