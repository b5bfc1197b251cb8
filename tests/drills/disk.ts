// Looks at what a dead server left on disk. Always in a copy, so that the server itself recovers
// what it left, and not this.

import { execFile } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { storeQuestions, type Ledger } from './ledger.ts'

const OUTPUT_BYTES_MAX = 256 * 1024 * 1024

const QUESTIONS = `
  SELECT 'integrity ' || integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok';
  ${storeQuestions((id) => `lower(hex(${id}))`)}
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
    return ledger.compare(promised, await this.ask(QUESTIONS), when)
  }

  async ask(sql: string): Promise<string> {
    const how = { maxBuffer: OUTPUT_BYTES_MAX }
    return (await promisify(execFile)('sqlite3', [this.file, sql], how)).stdout
  }

  remove() {
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
