// The PostgreSQL that tests/harness/with_postgres starts, and how its programs are run.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Runs a program of PostgreSQL as the user whom the cluster in `home` belongs to. */
export async function asServer(home: string, name: string, ...more: readonly string[]) {
  const bin = readFileSync(join(home, 'data/postmaster.opts'), 'utf8').split('/postgres ')[0] ?? ''
  const command = [join(bin, name), ...more]
  const asUser = ['--reuid', 'postgres', '--regid', 'postgres', '--init-groups', ...command]
  const isRoot = process.getuid?.() === 0
  const [program = '', ...args] = isRoot ? ['setpriv', ...asUser] : command
  const over = once(spawn(program, args, { cwd: home, stdio: 'ignore' }), 'exit')
  const [status] = (await over) as [number | null]
  if (status !== 0) throw new Error(`${name} ended with ${status}`)
}

/** As PostgreSQL's own programs take them. */
export function settings(all: Readonly<Record<string, string | number>>): string {
  return Object.entries(all)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ')
}

/** Ends every connection to a PostgreSQL and starts it again; how, as pg_ctl says. */
export async function restartAt(home: string, ...how: readonly string[]) {
  await asServer(home, 'pg_ctl', '-D', join(home, 'data'), '-m', 'fast', '-w', ...how, 'restart')
}

/** The same with the test's own. */
export async function restartPostgres(...how: readonly string[]) {
  const home = process.env.PARLEY_TEST_POSTGRES
  if (!home) throw new Error("this PostgreSQL is not the test's own")
  await restartAt(home, ...how)
}
