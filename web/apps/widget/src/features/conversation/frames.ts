// What each frame of the server changes in what the visitor sees. Pure but for the state given.

import type {
  ErrorFrame,
  EventBody,
  Message,
  ServerFrame,
  TypingNoticeFrame,
  VisitorSession,
  VisitorWelcomeFrame,
} from '@parley/api'
import { isWaiting, type ConversationState } from './state'
import { merge, rejoin, unconfirmed } from './thread'

export function applyFrame(state: ConversationState, frame: ServerFrame) {
  switch (frame.type) {
    case 'visitor_welcome':
      return welcome(state, frame)
    case 'ack':
      return addMessages(state, [frame.message])
    case 'event':
      return applyEvent(state, frame.event)
    case 'error':
      return refuse(state, frame)
    case 'typing_notice':
      return typing(state, frame)
    case 'queue_position':
      if (frame.session_id === state.session?.id) state.position = frame.position
      return
  }
}

function welcome(state: ConversationState, frame: VisitorWelcomeFrame) {
  const oldest = state.messages[0]?.seq
  const page = frame.messages
  const messages = frame.resumed ? merge(state.messages, page) : rejoin(state.messages, page)
  if (messages[0]?.seq !== oldest || oldest === undefined) state.more = frame.more
  state.welcomed = true
  state.messages = messages
  state.pending = unconfirmed(state.pending, messages)
  state.agentRead = Math.max(state.agentRead, frame.agent_read)
  if (frame.session) replaceSession(state, frame.session)
}

function applyEvent(state: ConversationState, event: EventBody) {
  if (event.visitor_session) replaceSession(state, event.visitor_session)
  if (event.read) {
    state.agentRead = Math.max(state.agentRead, event.read.agent_read)
    state.readUpTo = Math.max(state.readUpTo, event.read.visitor_read)
  }
  const { message } = event
  if (!message) return
  const before = state.messages
  addMessages(state, [message])
  if (message.sender !== 'agent' || state.messages === before) return
  state.typing = undefined
  state.incoming = message
}

export function addMessages(state: ConversationState, arrived: readonly Message[]) {
  state.messages = merge(state.messages, arrived)
  state.pending = unconfirmed(state.pending, state.messages)
}

/** An older view must not replace a newer one: answers and events may cross. */
export function replaceSession(state: ConversationState, session: VisitorSession) {
  const held = state.session
  if (held && held.id === session.id && held.version > session.version) return
  if (held && held.id !== session.id && held.opened_at > session.opened_at) return
  state.session = session
  if (!isWaiting(session)) state.position = 0
  if (session.state === 'closed') state.typing = undefined
}

function refuse(state: ConversationState, frame: ErrorFrame) {
  state.pending = state.pending.map((one) =>
    one.client_msg_id === frame.client_msg_id ? { ...one, failed: frame.code } : one,
  )
}

function typing(state: ConversationState, frame: TypingNoticeFrame) {
  if (frame.sender !== 'agent') return
  state.typing = frame.on ? frame.sender_name : undefined
}
