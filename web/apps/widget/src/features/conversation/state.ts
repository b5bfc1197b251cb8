import type { Message, VisitorSession } from '@parley/api'
import type { Pending } from './thread'

export interface ConversationState {
  /** Confirmed by the server, oldest first. */
  messages: readonly Message[]
  /** Written here, in the order of writing. */
  pending: readonly Pending[]
  /** The open session, or the last one. */
  session: VisitorSession | null
  /** There are older messages than messages[0]. */
  more: boolean
  loadingOlder: boolean
  /** The server has said what there is; before that, nothing to show means nothing. */
  welcomed: boolean
  agentRead: number
  /** The visitor has seen everything up to here. */
  readUpTo: number
  /** Place in the queue, 1 is next; 0 unknown. */
  position: number
  /** Name of the agent who is typing, "" for one without a name, undefined for nobody. */
  typing: string | undefined
  /** The newest message an agent wrote while this page was there to hear it. */
  incoming: Message | undefined
}

export function emptyState(): ConversationState {
  return {
    messages: [],
    pending: [],
    session: null,
    more: false,
    loadingOlder: false,
    welcomed: false,
    agentRead: 0,
    readUpTo: 0,
    position: 0,
    typing: undefined,
    incoming: undefined,
  }
}

export const isOpen = (session: VisitorSession | null) =>
  session !== null && session.state !== 'closed'
export const isWaiting = (session: VisitorSession | null) =>
  session?.state === 'queued' || session?.state === 'offered'
