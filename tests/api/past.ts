// A past that nobody lived through: sessions, messages and events of some days ago, written into a
// stopped server's database as it would have written them itself.

import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Floor } from '@parley/api'
import type { House } from '../harness/house.ts'
import type { Server } from '../harness/server.ts'

type Value = string | number | Buffer | null
type Row = Readonly<Record<string, Value>>

const bytesOf = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex')
/** A UUID of version 7, whatever its time. */
function newId(): Buffer {
  const id = randomBytes(16)
  id[6] = 0x70 | ((id[6] ?? 0) & 0x0f)
  id[8] = 0x80 | ((id[8] ?? 0) & 0x3f)
  return id
}

export class Past {
  /** The last event that was written. */
  static last = 0
  readonly house: House
  readonly workspace: Buffer
  readonly #rows: [string, Row][] = []

  private constructor(house: House, workspace: Buffer, seq: number) {
    this.house = house
    this.workspace = workspace
    Past.last = seq
  }

  static async of(house: House): Promise<Past> {
    const { seq } = await house.boss.caller.get<Floor>('/floor')
    const { workspace } = await house.boss.caller.get<{ workspace: { id: string } }>('/me')
    return new Past(house, bytesOf(workspace.id), seq)
  }

  opens(at: number, before?: PastSession): PastSession {
    return new PastSession(this, at, before)
  }

  put(table: string, row: Row) {
    this.#rows.push([table, { workspace_id: this.workspace, ...row }])
  }

  tell(type: string, at: number, more: Row) {
    const { inbox, queue } = this.house
    this.put('event', {
      seq: ++Past.last,
      type,
      version: 1,
      at,
      actor: 'system',
      visibility: 'everyone',
      queue_id: bytesOf(queue.id),
      inbox_id: bytesOf(inbox.id),
      detail: '',
      ...more,
    })
  }

  write() {
    const { server } = this.house
    const inserts = this.#rows.map(([table, row]) => {
      const values = Object.values(row).map((one) => literal(server, one))
      return `INSERT INTO ${table} (${Object.keys(row).join()}) VALUES (${values.join()});`
    })
    const next = `UPDATE workspace SET next_seq = ${Past.last + 1};`
    const sql = ['BEGIN;', ...inserts, next, 'COMMIT;'].join('\n')
    const [program, words] = server.database
      ? ['psql', ['-qX', '-v', 'ON_ERROR_STOP=1', '-d', server.database]]
      : ['sqlite3', ['-bail', join(server.data, 'parley.db')]]
    execFileSync(program, words, { input: sql })
  }
}

function literal(server: Server, value: Value): string {
  if (value === null) return 'NULL'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`
  return server.database ? `'\\x${value.toString('hex')}'` : `X'${value.toString('hex')}'`
}

/** One session of then, told from its beginning to its end. */
export class PastSession {
  readonly #past: Past
  readonly #id = newId()
  readonly #contact: Buffer
  readonly #conversation: Buffer
  readonly #agent: Buffer
  #said = 0

  constructor(past: Past, at: number, before?: PastSession) {
    this.#past = past
    this.#agent = bytesOf(past.house.ann.id)
    this.#contact = before ? before.#contact : newId()
    this.#conversation = before ? before.#conversation : newId()
    if (!before) this.#begins(at)
    const { inbox, queue } = past.house
    past.put('session', {
      id: this.#id,
      conversation_id: this.#conversation,
      inbox_id: bytesOf(inbox.id),
      contact_id: this.#contact,
      queue_id: bytesOf(queue.id),
      state: 'closed',
      left_message: 0,
      first_seq: 1,
      opened_at: at,
      assigned_at: 0,
      first_reply_at: 0,
      closed_at: at + 1,
      close_reason: 'by_agent',
      resolved: 0,
      version: 1,
    })
    this.#tell('session_opened', at, { actor: 'visitor', actor_id: this.#contact })
    this.#tell('session_queued', at, { former_queue_id: bytesOf(queue.id) })
  }

  #begins(at: number) {
    this.#past.put('contact', {
      id: this.#contact,
      name: '',
      email: '',
      phone: '',
      note: '',
      locale: 'en',
      created_at: at,
      last_seen_at: at,
    })
    this.#past.put('conversation', {
      id: this.#conversation,
      inbox_id: bytesOf(this.#past.house.inbox.id),
      contact_id: this.#contact,
      last_seq: 100,
      visitor_read: 100,
      agent_read: 100,
      created_at: at,
    })
  }

  #tell(type: string, at: number, more: Row = {}) {
    this.#past.tell(type, at, {
      session_id: this.#id,
      conversation_id: this.#conversation,
      contact_id: this.#contact,
      ...more,
    })
  }

  isOffered(at: number) {
    this.#tell('session_offered', at, { agent_id: this.#agent })
  }

  isAccepted(at: number) {
    const by = { actor: 'agent', actor_id: this.#agent }
    this.#tell('session_assigned', at, { agent_id: this.#agent, ...by })
  }

  movesOn(at: number, queue: string) {
    const former = bytesOf(this.#past.house.queue.id)
    this.#tell('session_queued', at, { queue_id: bytesOf(queue), former_queue_id: former })
  }

  isSaid(at: number, by: 'visitor' | 'agent', text: string) {
    const sender = by === 'agent' ? this.#agent : this.#contact
    const message = newId()
    this.#past.put('message', {
      id: message,
      conversation_id: this.#conversation,
      session_id: this.#id,
      seq: ++this.#said,
      sender: by,
      sender_id: sender,
      kind: 'text',
      visibility: 'everyone',
      text,
      client_msg_id: '',
      created_at: at,
    })
    this.#tell('message_posted', at, { message_id: message, actor: by, actor_id: sender })
  }

  closes(at: number, by: 'visitor' | 'agent') {
    const isServed = by === 'agent'
    this.#tell('session_closed', at, {
      actor: by,
      actor_id: isServed ? this.#agent : this.#contact,
      agent_id: isServed ? this.#agent : null,
      detail: isServed ? 'by_agent' : 'abandoned',
    })
  }

  isRated(at: number, score: number) {
    const survey = newId()
    const session_id = this.#id
    const state = 'answered'
    this.#past.put('survey', { id: survey, session_id, state, invited_at: at, answered_at: at })
    this.#past.put('survey_answer', { survey_id: survey, score, comment: '', tags: '[]' })
    this.#tell('session_rated', at, { actor: 'visitor', actor_id: this.#contact })
  }
}
