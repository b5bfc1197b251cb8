import type { ErrorFrame, Id, Message } from '@parley/api'
import { shallowReadonly, shallowRef } from 'vue'
import type { Live } from '../live'
import { frameOf, newClientMsgId, pendingOf, type Outgoing, type Pending } from './pending'

export type OutgoingLine = Pick<Live, 'send' | 'outbox' | 'now'>

/** Our messages on the way: shown at once, gone when stored, kept when refused. */
export function createOutgoing(line: OutgoingLine, conversation: Id) {
  const pending = shallowRef<readonly Pending[]>(
    line
      .outbox()
      .filter((frame) => frame.conversation_id === conversation)
      .map((frame) => pendingOf(frame, line.now())),
  )

  function onStored(messages: readonly Message[]) {
    const stored = new Set(messages.map((message) => message.client_msg_id))
    const left = pending.value.filter((one) => !stored.has(one.clientMsgId))
    if (left.length !== pending.value.length) pending.value = left
  }

  function onRefused(frame: ErrorFrame) {
    pending.value = pending.value.map((one) =>
      one.clientMsgId === frame.client_msg_id ? { ...one, state: 'failed', code: frame.code } : one,
    )
  }

  function send(outgoing: Outgoing) {
    const one: Pending = {
      clientMsgId: newClientMsgId(),
      text: outgoing.text ?? '',
      attachment: outgoing.attachment,
      visibility: outgoing.visibility,
      createdAt: line.now(),
      state: 'sending',
      code: '',
    }
    pending.value = [...pending.value, one]
    line.send(frameOf(conversation, one))
  }

  /** The same message again, under the same id: stored once even if the first try was stored. */
  function retry(clientMsgId: string) {
    const one = pending.value.find((held) => held.clientMsgId === clientMsgId)
    if (!one || one.state !== 'failed') return
    const again: Pending = { ...one, state: 'sending', code: '' }
    pending.value = pending.value.map((held) => (held === one ? again : held))
    line.send(frameOf(conversation, again))
  }

  function discard(clientMsgId: string) {
    pending.value = pending.value.filter((held) => held.clientMsgId !== clientMsgId)
  }

  return { pending: shallowReadonly(pending), onStored, onRefused, send, retry, discard }
}
