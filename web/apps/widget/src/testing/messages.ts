import type { Message, VisitorSession } from '@parley/api'

export function message(seq: number, more: Partial<Message> = {}): Message {
  return {
    id: `m${seq}`,
    conversation_id: 'c',
    session_id: 's1',
    seq,
    sender: 'visitor',
    sender_id: 'v',
    sender_name: '',
    kind: 'text',
    visibility: 'everyone',
    text: `text ${seq}`,
    attachment: null,
    client_msg_id: `id${seq}`,
    created_at: seq * 1_000,
    ...more,
  }
}

export const byAgent = (seq: number, more: Partial<Message> = {}) =>
  message(seq, { sender: 'agent', sender_id: 'a', sender_name: 'Ann', ...more })
export const notice = (seq: number, text: string, more: Partial<Message> = {}) =>
  message(seq, { sender: 'system', sender_id: null, kind: 'notice', text, ...more })

export function session(more: Partial<VisitorSession> = {}): VisitorSession {
  return {
    id: 's1',
    state: 'assigned',
    left_message: false,
    agent_id: 'a',
    agent_name: 'Ann',
    opened_at: 1,
    closed_at: 0,
    close_reason: 'none',
    rating: null,
    callback_number: null,
    version: 1,
    ...more,
  }
}
