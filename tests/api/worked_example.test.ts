// The worked fixture of the definitions of metrics, as an acceptance test: a day whose every figure is
// known beforehand lies in the database as a house would have left it, the program reads it, and the
// report must say these figures and no others.
//
// The table and its figures are those of docs/guide/reports.md, "A worked example"; they are told here
// once more, from the page and not from the code that is tested.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Queue, Report, ReportFigure } from '@parley/api'
import { eventually } from '../harness/eventually.ts'
import { furnish, type House } from '../harness/house.ts'
import { Server } from '../harness/server.ts'
import { Past } from './past.ts'

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
/** Long enough ago that a contact's coming back is decided. */
const DAYS_AGO = 6
const APART_MS = 10 * MINUTE_MS
const PAUSE_S = 5
const BACK_AFTER_MS = 20 * HOUR_MS

interface Told {
  wait: number
  end: 'A' | 'B' | 'X'
  /** Seconds from a question to its answer. */
  rounds?: readonly number[]
  /** What the contact says last, and nobody answers. */
  open?: string
  greeted?: boolean
  score?: number
  comesBack?: boolean
}
const DAY: readonly Told[] = [
  { wait: 5, end: 'A', rounds: [10, 30, 20], score: 5 },
  { wait: 20, end: 'A', rounds: [60] },
  { wait: 45, end: 'A', rounds: [15, 45], score: 2, comesBack: true },
  { wait: 12, end: 'A', greeted: true },
  { wait: 8, end: 'A', open: 'Is anybody there?' },
  { wait: 3, end: 'B' },
  { wait: 18, end: 'B' },
  { wait: 90, end: 'B' },
  { wait: 60, end: 'X' },
  { wait: 30, end: 'A', rounds: [25], open: '谢谢', score: 4 },
]

/** Counts, percent and seconds, as they are printed. */
const FIGURES: Readonly<Record<string, number>> = {
  sessions_opened: 10,
  answered: 6,
  abandoned: 3,
  flow_out: 1,
  sl_f1: 66.7,
  sl_f2: 66.7,
  sl_f3: 44.4,
  sl_f4: 57.1,
  sl_f5: 55.6,
  sl_f6: 50.0,
  sl_f7: 40.0,
  wait_answered: 20.0,
  abandon_rate: 33.3,
  abandon_net: 25.0,
  wait_abandoned: 37.0,
  longest_wait: 90.0,
  first_response_agent: 27.5,
  avg_response: 29.3,
  avg_response_macro: 33.75,
  reply_rate: 83.3,
  valid_sessions: 4,
  valid_rate: 66.7,
  never_replied: 1,
  silent_visitors: 1,
  rated: 3,
  survey_coverage: 50.0,
  csat: 66.7,
  csat_mean: 3.67,
  fcr_repeat: 75.0,
}
/** A median is read from a histogram: within one part in a hundred. */
const MEDIAN_S = 20
const HISTOGRAM = 0.01

let house: House
let begin = 0
before(async () => {
  house = await furnish(await Server.start())
  const other = await house.boss.caller.post<Queue>('/queues', { name: 'Other' })
  begin = Date.now() - DAYS_AGO * 24 * HOUR_MS
  begin -= begin % (24 * HOUR_MS) // The whole of it in one day.
  const past = await Past.of(house)
  DAY.forEach((told, at) => tell(past, told, begin + (at + 1) * APART_MS, other.id))
  await house.server.stop()
  past.write()
  await house.server.start()
})
after(() => house.server.remove())

function tell(past: Past, told: Told, at: number, elsewhere: string) {
  const session = past.opens(at)
  let now = at + told.wait * SECOND_MS
  if (told.end === 'B') return session.closes(now, 'visitor')
  if (told.end === 'X') return session.movesOn(now, elsewhere)
  session.isOffered(at)
  session.isAccepted(now)
  if (told.greeted) session.isSaid((now += 3 * SECOND_MS), 'agent', 'Hello!')
  for (const seconds of told.rounds ?? []) {
    session.isSaid(now, 'visitor', 'How much is it?')
    session.isSaid((now += seconds * SECOND_MS), 'agent', 'Twenty.')
    now += PAUSE_S * SECOND_MS
  }
  if (told.open) session.isSaid(now, 'visitor', told.open)
  session.closes((now += MINUTE_MS), 'agent')
  if (told.score) session.isRated(now + MINUTE_MS, told.score)
  if (told.comesBack) past.opens(at + BACK_AFTER_MS, session)
}

function printed({ unit, scale }: ReportFigure, value: number): number {
  if (unit === 'duration') return value / SECOND_MS
  return unit === 'share' ? (value / scale) * 100 : value / scale
}

async function report(more: string): Promise<Report> {
  const range = `from=${begin}&to=${begin + 12 * HOUR_MS}`
  const path = `/reports?${range}&queue_id=${house.queue.id}&by=total&${more}`
  return eventually(async () => {
    const read = await house.boss.caller.get<Report>(path)
    return read.read_up_to >= Past.last ? read : undefined
  })
}

test('the report says the figures of the worked example', async () => {
  const { figures, total } = await report(`figures=${Object.keys(FIGURES).join()}&threshold=20`)
  const faults = figures.flatMap((figure, at) => {
    const wanted = FIGURES[figure.id] ?? NaN
    const value = total[at]?.value
    const said = value === null || value === undefined ? NaN : printed(figure, value)
    const decimals = wanted * 10 === Math.round(wanted * 10) ? 1 : 2
    const isRight = said.toFixed(decimals) === wanted.toFixed(decimals) && !total[at]?.approximate
    return isRight ? [] : [`${figure.id}: ${said}, not ${wanted}`]
  })
  assert.equal(figures.length, Object.keys(FIGURES).length)
  assert.deepEqual(faults, [])
})

test('rounds within 30 s leave courtesy out; the survey was answered by three of four', async () => {
  const within = await report('figures=rounds_in_x,first_response_agent_p50&threshold=30')
  const [rounds, median] = within.total
  assert.deepEqual([rounds?.top, rounds?.bottom], [5, 8])
  const seconds = (median?.value ?? 0) / SECOND_MS
  assert.ok(Math.abs(seconds - MEDIAN_S) <= MEDIAN_S * HISTOGRAM, `a median of ${seconds} s`)
})
