// Looks at what a dead server left on disk. Always in a copy, so that the server itself recovers
// what it left, and not this.

import { execFile } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Ledger } from './ledger.ts'

const OUTPUT_BYTES_MAX = 256 * 1024 * 1024

const QUESTIONS = `
  SELECT 'integrity ' || integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok';
  SELECT 'gap in conversation ' || hex(conversation_id) FROM message
    GROUP BY workspace_id, conversation_id HAVING min(seq) <> 1 OR max(seq) <> count(*);
  SELECT 'stored twice: ' || client_msg_id FROM message WHERE client_msg_id <> ''
    GROUP BY workspace_id, conversation_id, sender_id, client_msg_id HAVING count(*) > 1;
  SELECT 'gap in the events of ' || hex(workspace_id) FROM event
    GROUP BY workspace_id HAVING min(seq) <> 1 OR max(seq) <> count(*);
  SELECT 'last_seq is not that of the last message: ' || hex(c.id) FROM conversation c
    WHERE c.last_seq <> (SELECT coalesce(max(m.seq), 0) FROM message m
      WHERE m.workspace_id = c.workspace_id AND m.conversation_id = c.id);
  SELECT 'stored', client_msg_id, lower(hex(id)), seq FROM message WHERE client_msg_id <> '';
`

export class Disk {
  readonly #folder = mkdtempSync(join(tmpdir(), 'parley-disk-'))
  readonly file = join(this.#folder, 'parley.db')

  constructor(data: string) {
    for (const end of ['', '-wal']) {
      const from = join(data, `parley.db${end}`)
      if (existsSync(from)) copyFileSync(from, this.file + end)
    }
  }

  /** Holds the copy against what was acknowledged; answers how many messages it has. */
  async check(ledger: Ledger, when: string): Promise<number> {
    // Those acknowledged after the copy was made are not its business.
    const promised = [...ledger.acked]
    const lines = (await this.ask(QUESTIONS)).split('\n').filter((line) => line !== '')
    const stored = new Map<string, string>()
    for (const line of lines) {
      const [kind, clientMsgId = '', id = '', seq = ''] = line.split('|')
      if (kind === 'stored') stored.set(clientMsgId, `${id} ${seq}`)
      else ledger.fault(`${when}: ${line}`)
    }
    for (const [clientMsgId, { id, seq }] of promised) {
      const found = stored.get(clientMsgId)
      const wanted = `${id.replaceAll('-', '')} ${seq}`
      if (found === wanted) continue
      ledger.fault(`${when}: ${clientMsgId} was acknowledged as ${wanted}; on disk: ${found}`)
    }
    return stored.size
  }

  async ask(sql: string): Promise<string> {
    const how = { maxBuffer: OUTPUT_BYTES_MAX }
    return (await promisify(execFile)('sqlite3', [this.file, sql], how)).stdout
  }

  remove() {
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
