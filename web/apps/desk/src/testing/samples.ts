import type { Message, Session } from '@parley/api'

// Values of the contract for tests, complete and plausible; each test states only what matters.

export const NOW = 1_764_000_000_000

export function sampleMessage(over: Partial<Message> = {}): Message {
  const seq = over.seq ?? 1
  return {
    id: `m${seq}`,
    conversation_id: 'c1',
    session_id: 's1',
    seq,
    sender: 'visitor',
    sender_id: 'k1',
    sender_name: '',
    kind: 'text',
    visibility: 'everyone',
    text: `message ${seq}`,
    attachment: null,
    client_msg_id: `x${seq}`,
    created_at: NOW + seq * 1000,
    ...over,
  }
}

export function sampleSession(over: Partial<Session> = {}): Session {
  return {
    id: 's1',
    conversation_id: 'c1',
    inbox_id: 'i1',
    channel: 'any',
    contact_id: 'k1',
    contact_name: '王小明',
    contact_locale: 'zh-CN',
    queue_id: 'q1',
    agent_id: 'a1',
    state: 'assigned',
    left_message: false,
    offer: null,
    source: { page_url: 'https://shop.example/kettle', page_title: 'Kettle', referrer: '' },
    opened_at: NOW,
    assigned_at: NOW,
    first_reply_at: 0,
    closed_at: 0,
    close_reason: 'none',
    summary: '',
    resolved: false,
    rating: null,
    last_message: null,
    agent_read: 0,
    visitor_read: 0,
    unread: 0,
    version: 1,
    ...over,
  }
}
