// What the server promised during a drill, and every promise it was seen to break. The drill's
// talkers write it; at each crash the disk is held against it.

import type { Message } from '@parley/api'

/** What must not be in a database, and last what is stored; `hex` is its way to write an id. */
export const storeQuestions = (hex: (id: string) => string) => `
  SELECT 'gap in conversation ' || ${hex('conversation_id')} FROM message
    GROUP BY workspace_id, conversation_id HAVING min(seq) <> 1 OR max(seq) <> count(*);
  SELECT 'stored twice: ' || client_msg_id FROM message WHERE client_msg_id <> ''
    GROUP BY workspace_id, conversation_id, sender_id, client_msg_id HAVING count(*) > 1;
  SELECT 'gap in the events of ' || ${hex('workspace_id')} FROM event
    GROUP BY workspace_id HAVING min(seq) <> 1 OR max(seq) <> count(*);
  SELECT 'last_seq is not that of the last message: ' || ${hex('c.id')} FROM conversation c
    WHERE c.last_seq <> (SELECT coalesce(max(m.seq), 0) FROM message m
      WHERE m.workspace_id = c.workspace_id AND m.conversation_id = c.id);
  SELECT 'two agents at once: session ' || ${hex('session_id')} FROM (
      SELECT session_id, type, lag(type) OVER (PARTITION BY session_id ORDER BY seq) AS former
      FROM event WHERE type IN
        ('session_assigned', 'session_queued', 'session_transferred', 'session_closed')
    ) AS moves WHERE type = 'session_assigned' AND former IN ('session_assigned', 'session_closed');
  SELECT 'stored', client_msg_id, ${hex('id')}, seq FROM message WHERE client_msg_id <> '';
`

const FAULTS_MAX = 50

export interface Wait {
  clientMsgId: string
  saidAt: number
  ackedAt: number
}

export class Ledger {
  /** What was acknowledged, by client_msg_id. */
  readonly acked = new Map<string, { id: string; seq: number }>()
  readonly faults: string[] = []
  /** From when each message was first said until it was acknowledged. */
  readonly waits: Wait[] = []
  readonly #said = new Map<string, number>()
  readonly #acceptedBy = new Map<string, string>()
  sent = 0
  received = 0
  resumed = 0
  refused = 0

  say(clientMsgId: string) {
    this.sent++
    this.#said.set(clientMsgId, Date.now())
  }

  ack(clientMsgId: string, message: Message) {
    const before = this.acked.get(clientMsgId)
    if (before && (before.id !== message.id || before.seq !== message.seq)) {
      this.fault(`${clientMsgId} was acknowledged as ${before.id}, then as ${message.id}`)
    }
    if (message.client_msg_id !== clientMsgId) {
      this.fault(`the acknowledgement of ${clientMsgId} brings ${message.client_msg_id}`)
    }
    const saidAt = this.#said.get(clientMsgId)
    if (saidAt !== undefined) this.waits.push({ clientMsgId, saidAt, ackedAt: Date.now() })
    this.#said.delete(clientMsgId)
    this.acked.set(clientMsgId, { id: message.id, seq: message.seq })
  }

  /** An offer is for one agent. */
  accepted(offer: string, agent: string) {
    const before = this.#acceptedBy.get(offer)
    if (before !== undefined && before !== agent) {
      this.fault(`offer ${offer} was accepted by ${before} and by ${agent}`)
    }
    this.#acceptedBy.set(offer, agent)
  }

  /** Holds rows of `storeQuestions` against what was acknowledged before they were asked for. */
  compare(promised: readonly [string, { id: string; seq: number }][], rows: string, when: string) {
    const stored = new Map<string, string>()
    for (const line of rows.split('\n').filter((one) => one !== '')) {
      const [kind, clientMsgId = '', id = '', seq = ''] = line.split('|')
      if (kind === 'stored') stored.set(clientMsgId, `${id} ${seq}`)
      else this.fault(`${when}: ${line}`)
    }
    for (const [clientMsgId, { id, seq }] of promised) {
      const found = stored.get(clientMsgId)
      const wanted = `${id.replaceAll('-', '')} ${seq}`
      if (found === wanted) continue
      this.fault(`${when}: ${clientMsgId} was acknowledged as ${wanted}; stored: ${found}`)
    }
    return stored.size
  }

  fault(what: string) {
    if (this.faults.length < FAULTS_MAX) this.faults.push(what)
  }
}
