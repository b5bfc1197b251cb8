import type { Api, Id, Message } from '@parley/api'
import { createHistory, reach } from './history'
import { createOutgoing, type OutgoingLine } from './outgoing'
import { createTypist } from './typist'

export type Thread = ReturnType<typeof createThread>

/** One conversation: what was said, what we have on the way, and who is typing. */
export function createThread(api: Pick<Api, 'messages'>, line: OutgoingLine, conversation: Id) {
  const outgoing = createOutgoing(line, conversation)
  const history = createHistory(api, conversation, outgoing.onStored)
  const typing = createTypist()

  function heed(message: Message) {
    history.heed(message)
    if (message.sender !== 'agent') typing.clear()
  }

  return {
    conversation,
    timeline: history.timeline,
    state: history.state,
    hasOlder: history.hasOlder,
    loadingOlder: history.loadingOlder,
    load: history.load,
    older: () => history.older(),
    reach: (seq: number) => reach(history, seq),
    pending: outgoing.pending,
    send: outgoing.send,
    retry: outgoing.retry,
    discard: outgoing.discard,
    typist: typing.typist,
    /** A message from the stream, or the one an ack brought. */
    heed,
    heedError: outgoing.onRefused,
    heedTyping: typing.heed,
  }
}
