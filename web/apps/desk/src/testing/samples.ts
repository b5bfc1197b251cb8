import type { Call, Leg, Message, Recording, Session } from '@parley/api'

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
    share: 25,
    boost_ms: 0,
    source: { page_url: 'https://shop.example/kettle', page_title: 'Kettle', referrer: '' },
    opened_at: NOW,
    assigned_at: NOW,
    first_reply_at: 0,
    closed_at: 0,
    close_reason: 'none',
    summary: '',
    resolved: false,
    wrap_up_code_ids: [],
    colleagues: [],
    callback: null,
    rating: null,
    last_message: null,
    agent_read: 0,
    visitor_read: 0,
    unread: 0,
    version: 1,
    ...over,
  }
}

export function sampleLeg(over: Partial<Leg> = {}): Leg {
  const place = over.place ?? 0
  return {
    id: `l${place}`,
    place,
    kind: place === 0 ? 'contact' : 'agent',
    medium: place === 0 ? 'trunk' : 'browser',
    agent_id: place === 1 ? 'a1' : null,
    supervision: 'none',
    number: place === 0 ? '+8613800138000' : '',
    state: 'joined',
    started_at: NOW,
    joined_at: NOW,
    left_at: 0,
    cause: 'none',
    status: 0,
    codec: 'pcma',
    encrypted: false,
    quality: null,
    ...over,
  }
}

export function sampleRecording(over: Partial<Recording> = {}): Recording {
  return {
    id: 'r1',
    state: 'kept',
    started_at: NOW,
    ended_at: NOW + 65_000,
    duration_ms: 65_000,
    bytes: 2_080_044,
    delete_at: 0,
    ...over,
  }
}

/** A caller and the agent a1, talking for as long as nothing else is said. */
export function sampleCall(over: Partial<Call> = {}): Call {
  return {
    id: 'call1',
    session_id: 's1',
    conversation_id: 'c1',
    inbox_id: 'i1',
    contact_id: 'k1',
    message_id: 'm1',
    dialled_by: null,
    direction: 'inbound',
    state: 'talking',
    number: '+8613800138000',
    own_number: '+862112345678',
    is_held: over.state === 'held',
    is_conference: false,
    is_handed_on: false,
    legs: [sampleLeg(), sampleLeg({ place: 1 })],
    recordings: [],
    started_at: NOW,
    answered_at: NOW + 5_000,
    ended_at: 0,
    cause: 'none',
    version: 1,
    ...over,
  }
}
