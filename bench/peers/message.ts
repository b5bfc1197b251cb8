// What every message of the benchmark says, and the id by which it is recognised when it comes back.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const PREFIX = Buffer.from('bench-4242-4242-4242-')
const DIGITS = 15
const ID_BYTES = PREFIX.length + DIGITS

/** The text that chat_bench sends too; its one place is bench/store_insert.hpp. */
export const MESSAGE_TEXT = textOf(
  readFileSync(join(import.meta.dirname, '../store_insert.hpp'), 'utf8'),
)

function textOf(header: string): string {
  const text = /message_text =\s*"([^"\\]*)"/.exec(header)?.[1]
  if (!text) throw new Error('bench/store_insert.hpp names no message_text')
  return text
}

export function idOf(number: number): string {
  return `${PREFIX}${`${number}`.padStart(DIGITS, '0')}`
}

/** Finds the ids in a stream of bytes, also those that arrive in two pieces. */
export class IdFinder {
  #rest: Buffer = Buffer.alloc(0)

  /** Calls `found` with the number of each id. */
  feed(chunk: Buffer, found: (number: number) => void) {
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk
    let from = 0
    for (;;) {
      const at = bytes.indexOf(PREFIX, from)
      if (at < 0) {
        from = Math.max(from, bytes.length - PREFIX.length + 1)
        break
      }
      if (at + ID_BYTES > bytes.length) {
        from = at
        break
      }
      found(Number(bytes.toString('latin1', at + PREFIX.length, at + ID_BYTES)))
      from = at + ID_BYTES
    }
    this.#rest = bytes.subarray(from)
  }
}
