// What must be true when all is over: read from the rows, the files, and the process itself.

import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Play } from '@parley/api'
import type { Person } from '../../harness/house.ts'
import { RATE } from '../sound.ts'
import type { Board } from './board.ts'
import type { SoakHouse } from './soak_house.ts'

/** What may be missing of a talk whose length is known. */
const LOST_MAX_MS = 2_000
const AFTER_A_KILL_MS = 5_000
const HEADER = 44
const OUTPUT_BYTES_MAX = 64 * 1024 * 1024
const BYTES_A_SECOND = 4 * RATE
/** A hold and an answer may cross on their ways. */
const HELD_NEAR_MS = 500
/** A phone's joining, as its row tells it. */
const NEAR_MS = 3_000

interface CallRow {
  id: string
  number: string
  direction: string
  state: string
  started_at: number
  ended_at: number
  cause: string
}
interface LegRow {
  call: string
  kind: string
  state: string
  joined_at: number
  cause: string
}
interface RecordingRow {
  id: string
  call: string
  state: string
  started_at: number
  ended_at: number
  duration_ms: number
  bytes: number
}

const CALLS = `SELECT lower(hex(id)) AS id, number, direction, state, started_at, ended_at, cause FROM call`
const LEGS = `SELECT lower(hex(call_id)) AS call, kind, state, joined_at, cause FROM leg`
const RECORDINGS = `SELECT lower(hex(id)) AS id, lower(hex(call_id)) AS call, state, started_at, ended_at,
  duration_ms, bytes FROM recording`
const OPEN_SESSIONS = `SELECT count(*) AS count FROM session WHERE state <> 'closed'`
const LATE_SESSIONS = `SELECT count(*) AS count FROM call JOIN session ON session.id = session_id
  WHERE closed_at > ended_at + ${AFTER_A_KILL_MS}`

const dashed = (hex: string) => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

export interface Rows {
  calls: CallRow[]
  legs: LegRow[]
  recordings: RecordingRow[]
  openSessions: number
  /** That held their agent when the call was over. */
  lateSessions: number
}

export function rowsOf({ server }: SoakHouse): Rows {
  const file = join(server.data, 'parley.db')
  const all = <T>(question: string): T[] => {
    const words = ['-readonly', '-json', '-cmd', '.timeout 5000', file, question]
    const text = execFileSync('sqlite3', words, { encoding: 'utf8', maxBuffer: OUTPUT_BYTES_MAX })
    return text === '' ? [] : (JSON.parse(text) as T[])
  }
  return {
    calls: all<CallRow>(CALLS),
    legs: all<LegRow>(LEGS),
    recordings: all<RecordingRow>(RECORDINGS),
    openSessions: all<{ count: number }>(OPEN_SESSIONS)[0]?.count ?? -1,
    lateSessions: all<{ count: number }>(LATE_SESSIONS)[0]?.count ?? -1,
  }
}

/** What stands that should not, in words; empty where all is over. */
export function stuck({ calls, legs, recordings, openSessions }: Rows): string[] {
  const found: string[] = []
  const some = (what: string, list: object[]) => {
    if (list.length > 0) found.push(`${list.length} ${what}, such as ${JSON.stringify(list[0])}`)
  }
  some(
    'calls not ended',
    calls.filter((one) => one.state !== 'ended' || one.ended_at === 0),
  )
  some(
    'legs not left',
    legs.filter((one) => one.state !== 'left'),
  )
  some(
    'recordings that run',
    recordings.filter((one) => ['running', 'paused'].includes(one.state)),
  )
  if (openSessions !== 0) found.push(`${openSessions} sessions are open`)
  return found
}

/** Calls that outlived what carried them, and agents who were kept by one that was over. */
export function outlived({ calls, lateSessions }: Rows, board: Board): string[] {
  const found: string[] = []
  if (lateSessions !== 0) found.push(`${lateSessions} sessions closed late`)
  for (const { what, at, overAt } of board.breaks) {
    if (what === 'network') continue
    const until = (what === 'voice' ? at : overAt) + AFTER_A_KILL_MS
    const late = calls.filter((one) => one.started_at < at && one.ended_at > until)
    if (late.length > 0)
      found.push(
        `${late.length} calls ended late after a killed ${what}: ${JSON.stringify(late[0])}`,
      )
  }
  return found
}

/** Files without a row, and what is no recording at all. */
export function strayFiles({ server }: SoakHouse, { recordings }: Rows): string[] {
  const known = new Set(recordings.map((one) => `${dashed(one.id)}.sound`))
  const files = readdirSync(join(server.data, 'recordings'), {
    recursive: true,
    withFileTypes: true,
  })
  return files.filter((one) => one.isFile() && !known.has(one.name)).map((one) => one.name)
}

export interface Heard {
  played: number
  judged: number
  worstMs: number
  wrong: string[]
}

/** Plays every recording as a page does that skips, and compares with how long they talked. */
export async function listen(rows: Rows, board: Board, ears: readonly Person[]): Promise<Heard> {
  const heard: Heard = { played: 0, judged: 0, worstMs: 0, wrong: [] }
  const waiting = rows.recordings.filter((one) => one.state === 'kept')
  const calls = new Map(rows.calls.map((one) => [one.id, one]))
  const legs = new Map<string, LegRow[]>()
  for (const leg of rows.legs) legs.set(leg.call, [...(legs.get(leg.call) ?? []), leg])
  const work = async (ear: Person) => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const row = next
      const call = calls.get(row.call)
      const talked = call ? talkedOf(call, legs.get(row.call) ?? [], board) : undefined
      try {
        const durationMs = await play(ear, dashed(row.id))
        heard.played++
        if (Math.abs(durationMs - row.duration_ms) > 20)
          throw new Error(`its row says ${row.duration_ms} ms, it has ${durationMs}`)
        if (talked === undefined) continue
        heard.judged++
        const missing = talked - durationMs
        heard.worstMs = Math.max(heard.worstMs, missing)
        if (missing > LOST_MAX_MS) throw new Error(`${missing} of ${talked} ms are missing`)
      } catch (error) {
        heard.wrong.push(`${String(error)}: ${JSON.stringify({ row, call })}`)
      }
    }
  }
  await Promise.all(ears.map(work))
  return heard
}

/** How long they talked at least, as telephones know it; undefined where they do not. */
export function talkedOf(call: CallRow, legs: LegRow[], board: Board): number | undefined {
  const { connectedAt, overAt, agentsAt, holds } = board.truth(call.number)
  if (connectedAt === undefined || overAt === undefined) return undefined
  const joined = legs.filter((one) => one.kind === 'agent' && one.joined_at > 0)
  const agentAt = agentsAt
    .filter((at) => joined.some((leg) => Math.abs(leg.joined_at - at) < NEAR_MS))
    .sort((a, b) => a - b)[0]
  if (agentAt === undefined) return undefined
  let from = Math.max(connectedAt, agentAt)
  // Who holds the line before it is answered talks, and is recorded, when they take it up again.
  for (const { at, until } of holds) if (at <= from + HELD_NEAR_MS) from = Math.max(from, until)
  const killed = board.breaks.find(
    ({ what, at }) => what !== 'network' && at > call.started_at && at < overAt,
  )
  // Somebody else hung up: on a bad line the contact's telephone learns of it when the BYE has been
  // sent again, which may take seconds in which nobody talks.
  const isTold = legs.some(({ kind, cause }) => kind === 'contact' && cause === 'removed')
  const until = Math.min(overAt, killed?.at ?? Infinity, isTold ? call.ended_at : Infinity)
  return Math.max(0, until - from - board.pausedOf(dashed(call.id)))
}

/** By three ranges: its head, its end, and somewhere between; its length in ms. */
async function play({ caller }: Person, id: string): Promise<number> {
  const { url } = await caller.post<Play>(`/recordings/${id}/play`)
  const range = async (first: number, last: number) => {
    const answer = await fetch(`${caller.server.origin}${url}`, {
      headers: { ...caller.headers(), Range: `bytes=${first}-${last}` },
    })
    const bytes = Buffer.from(await answer.arrayBuffer())
    if (answer.status !== 206) throw new Error(`${answer.status} ${bytes.toString().slice(0, 200)}`)
    const whole = Number(answer.headers.get('Content-Range')?.split('/')[1])
    const wanted = Math.min(last, whole - 1) - first + 1
    if (bytes.length !== wanted) throw new Error(`${bytes.length} bytes, not ${wanted}`)
    return { bytes, whole }
  }
  const { bytes: head, whole } = await range(0, HEADER - 1)
  if (head.toString('latin1', 0, 4) !== 'RIFF' || head.readUInt32LE(40) !== whole - HEADER)
    throw new Error('no WAV')
  if (whole > HEADER) {
    const middle = HEADER + 4 * Math.floor((whole - HEADER) / 8)
    await range(middle, middle + BYTES_A_SECOND - 1)
    await range(Math.max(HEADER, whole - BYTES_A_SECOND), whole - 1)
  }
  return ((whole - HEADER) * 1_000) / BYTES_A_SECOND
}
