// The database's own rows, read beside the server as somebody with its files or its password could:
// from SQLite by its shell, from PostgreSQL by psql.

import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Server } from '../harness/server.ts'

const BYTES_MAX = 64 << 20
const run = promisify(execFile)

/** The rows of a SELECT; `id(column)` in it is an id's text without its dashes. */
export async function rows<Row>(server: Server, select: string): Promise<Row[]> {
  const text = await (server.database ? ofPostgres(server, select) : ofSqlite(server, select))
  return text.trim() === '' ? [] : (JSON.parse(text) as Row[])
}

/** An id as `id()` gives it. */
export const plain = (id: string): string => id.replaceAll('-', '')

async function ofSqlite(server: Server, select: string): Promise<string> {
  const sql = select.replaceAll(/\bid\(([\w.]+)\)/g, 'lower(hex($1))')
  const file = join(server.data, 'parley.db')
  const { stdout } = await run('sqlite3', ['-readonly', '-json', file, sql], {
    maxBuffer: BYTES_MAX,
  })
  return stdout
}

async function ofPostgres(server: Server, select: string): Promise<string> {
  const sql = select.replaceAll(/\bid\(([\w.]+)\)/g, `coalesce(encode($1, 'hex'), '')`)
  const all = `SELECT coalesce(json_agg(r), '[]') FROM (${sql}) r`
  const words = ['-qXAt', '-v', 'ON_ERROR_STOP=1', '-d', server.database ?? '', '-c', all]
  return (await run('psql', words, { maxBuffer: BYTES_MAX })).stdout
}
