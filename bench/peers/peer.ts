// What both peers share: the house they furnish, and their PostgreSQL.

import { spawnSync } from 'node:child_process'
import type { Ears, Stage } from './load.ts'

/** The same as chat_bench's: conversation N belongs to team N modulo `teams`. */
export interface House {
  teams: number
  agentsPerTeam: number
  conversations: number
}

export interface Peer {
  name: string
  title: string
  /** Messages a second of the steps, ascending. */
  rates: readonly number[]
  /** Of these, where the delay is reported. */
  delayRate: number
  /** What of it is not installed. */
  missing(): string | undefined
  /** `folder` is for its files and logs. */
  start(house: House, folder: string): Promise<Stage>
}

/** Until a step begins. */
export const SILENT: Ears = { acknowledged: () => undefined, received: () => undefined }

const AT_ONCE_MAX = 50

/** Opens `count` lines, some at once, in their order. */
export async function inTurns<T>(count: number, open: (i: number) => Promise<T>): Promise<T[]> {
  const lines: T[] = []
  while (lines.length < count) {
    const size = Math.min(AT_ONCE_MAX, count - lines.length)
    const first = lines.length
    lines.push(...(await Promise.all(Array.from({ length: size }, (_, i) => open(first + i)))))
  }
  return lines
}

/** The database that tests/harness/with_postgres started. */
export function database(): string {
  const address = process.env.PARLEY_TEST_DATABASE
  if (!address) throw new Error('run this under tests/harness/with_postgres')
  return address
}

export function query(sql: string): string {
  const done = spawnSync('psql', ['-qXAt', '-d', database(), '-c', sql], { encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`psql: ${done.stderr}`)
  return done.stdout.trim()
}
