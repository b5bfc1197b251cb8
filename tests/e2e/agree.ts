// One check after every step: what a test did, what the pages show, and what the database holds are
// the same, figure by figure. A failure names the step, each figure and its three values.

import assert from 'node:assert/strict'
import type { Floor, Report } from '@parley/api'
import { eventually } from '../harness/eventually.ts'
import type { House } from '../harness/house.ts'
import type { Book } from './book.ts'
import type { Desk } from './desk.ts'
import { FIGURES, nothing, type Tally, TOTAL } from './figures.ts'
import { type ReportPage, shownFloor } from './shown_figures.ts'
import { storedFloor, storedTally, type Names } from './stored_figures.ts'

const SETTLED_WITHIN_MS = 30_000

/** Where each is looked at: a supervisor's wallboard, their page of reports, and the rows. */
export interface Views {
  house: House
  names: Names
  board: Desk
  report: ReportPage
}

const SHEETS = [
  ['volume', 'queue'],
  ['queues', 'queue'],
  ['quality', 'queue'],
  ['volume', 'agent'],
  ['agents', 'agent'],
] as const
/** No agent opens a session: no value, which is not 0. */
const NOT_OF_AGENTS = new Set(['sessions_opened'])

type Values = ReadonlyMap<string, string>

export async function agree(step: string, book: Book, views: Views) {
  await agreeOnFloor(step, book, views)
  await agreeOnReports(step, book, views)
}

async function agreeOnFloor(step: string, book: Book, { house, names, board }: Views) {
  let faults: string[] = []
  const looked = async () => {
    const [shown, stored] = await Promise.all([shownFloor(board), storedFloor(house.server, names)])
    faults = differences('the wallboard', book.floor(), shown, stored)
    return faults.length === 0 || undefined
  }
  await eventually(looked, SETTLED_WITHIN_MS).catch(() => undefined)
  assert.deepEqual(faults, [], `${step}: the floor`)
}

async function agreeOnReports(step: string, book: Book, { house, names, report }: Views) {
  await readUp(house)
  const faults: string[] = []
  const stored = await storedTally(house.server, names)
  for (const [sheet, by] of SHEETS) {
    const shown = await report.read(sheet, by)
    const rows = by === 'queue' ? [TOTAL, ...book.queues] : [TOTAL, ...book.agents.keys()]
    const ids = new Set([...shown.keys()].map((one) => one.split(' of ')[0] ?? ''))
    const figures = [...ids].filter((id) => id in FIGURES)
    assert.ok(figures.length > 0, `${step}: ${sheet} by ${by} shows figures`)
    const all = { figures, rows, by }
    const words = (tally: Tally) => wordsOf(tally, all)
    faults.push(...differences(`${sheet} by ${by}`, words(book.tally), shown, words(stored)))
  }
  assert.deepEqual(faults, [], `${step}: the reports`)
}

function wordsOf(tally: Tally, all: { figures: string[]; rows: string[]; by: string }): Values {
  const told = new Map<string, string>()
  for (const row of all.rows) {
    for (const id of all.figures) {
      const say = FIGURES[id]
      const isAgents = all.by === 'agent' && row !== TOTAL
      if (say && !(isAgents && NOT_OF_AGENTS.has(id)))
        told.set(`${id} of ${row}`, say(tally.get(row) ?? nothing()))
    }
  }
  return told
}

/** A row that is not shown has nothing to show. */
const isNothing = (text: string | undefined) => text === '0' || text === '–' || text === undefined

function differences(where: string, did: Values, shown: Values, stored: Values): string[] {
  const faults: string[] = []
  for (const [name, value] of did) {
    const [page, rows] = [shown.get(name), stored.get(name)]
    const isShown = page === value || (page === undefined && isNothing(value))
    const isStored = rows === value
    if (!isShown || !isStored)
      faults.push(`${where}, ${name}: done ${value}, shown ${page}, stored ${rows}`)
  }
  return faults
}

/** Waits until reports have read every event there is. */
async function readUp({ boss }: House) {
  const { seq } = await boss.caller.get<Floor>('/floor')
  await eventually(async () => {
    const { read_up_to } = await boss.caller.get<Report>('/reports?figures=sessions_opened')
    return read_up_to >= seq || undefined
  }, SETTLED_WITHIN_MS)
}
