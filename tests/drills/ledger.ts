// What the server promised during a drill, and every promise it was seen to break. The drill's
// talkers write it; at each crash the disk is held against it.

import type { Message } from '@parley/api'

const FAULTS_MAX = 50

export class Ledger {
  /** What was acknowledged, by client_msg_id. */
  readonly acked = new Map<string, { id: string; seq: number }>()
  readonly faults: string[] = []
  sent = 0
  received = 0
  resumed = 0
  refused = 0

  ack(clientMsgId: string, message: Message) {
    const before = this.acked.get(clientMsgId)
    if (before && (before.id !== message.id || before.seq !== message.seq)) {
      this.fault(`${clientMsgId} was acknowledged as ${before.id}, then as ${message.id}`)
    }
    if (message.client_msg_id !== clientMsgId) {
      this.fault(`the acknowledgement of ${clientMsgId} brings ${message.client_msg_id}`)
    }
    this.acked.set(clientMsgId, { id: message.id, seq: message.seq })
  }

  fault(what: string) {
    if (this.faults.length < FAULTS_MAX) this.faults.push(what)
  }
}
