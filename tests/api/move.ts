// `parley migrate --to`, as its operator runs it.

import { spawn, spawnSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { PROGRAM } from '../harness/server.ts'

/** For tests that need a PostgreSQL to copy to: tests/harness/with_postgres brings one. */
export const NEEDS_POSTGRES = process.env.PARLEY_TEST_DATABASE
  ? {}
  : { skip: 'needs PostgreSQL: run by tests/harness/with_postgres' }

export interface Ended {
  status: number | null
  out: string
  errors: string
}

const command = (data: string, to: string, more: readonly string[]) => [
  'migrate',
  '--data',
  data,
  '--to',
  to,
  ...more,
]

export function move(data: string, to: string, ...more: string[]): Ended {
  const done = spawnSync(PROGRAM, command(data, to, more), { encoding: 'utf8' })
  return { status: done.status, out: done.stdout, errors: done.stderr }
}

/** Killed without a word once `sql` is true of the target; false: it had ended before. */
export async function moveAndKill(
  data: string,
  to: string,
  sql: string,
  ...more: string[]
): Promise<boolean> {
  const child = spawn(PROGRAM, command(data, to, more), { stdio: 'ignore' })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  while (child.exitCode === null && !isTrue(to, sql)) await sleep(1)
  child.kill('SIGKILL')
  await ended
  return child.signalCode === 'SIGKILL'
}

/** Not where its tables are not made yet. */
function isTrue(database: string, sql: string): boolean {
  return psql(database, `SELECT ${sql}`).stdout.trim() === 't'
}

const psql = (database: string, sql: string) =>
  spawnSync('psql', ['-qXAt', '-v', 'ON_ERROR_STOP=1', '-d', database, '-c', sql], {
    encoding: 'utf8',
  })

/** One value of the target, as psql writes it. */
export function ask(database: string, sql: string): string {
  const done = psql(database, sql)
  if (done.status !== 0) throw new Error(done.stderr)
  return done.stdout.trim()
}
