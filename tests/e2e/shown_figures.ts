// The floor and the figures as a supervisor reads them: numbers and words off the wallboard and the
// page of reports, nothing from behind them.

import type { Page } from 'playwright-core'
import { type Sheet, SHEETS } from '../../web/apps/desk/src/features/reports/sheets.ts'
import type { Desk } from './desk.ts'
import { fill } from './words.ts'

/** Of the wallboard, named as in `floorIn`. */
export async function shownFloor(board: Desk): Promise<Map<string, string>> {
  const words = board.words.floor
  const told = new Map<string, string>()
  const { numbers, queues, agents } = await readBoard(board.page)
  const nameOf: Record<string, string> = {
    [words.waiting]: 'waiting',
    [words.served]: 'served',
    ...Object.fromEntries(
      (['free', 'serving', 'full', 'away', 'offline'] as const).map((one) => [
        words.stand[one],
        one,
      ]),
    ),
  }
  for (const [label, number] of numbers) {
    const name = nameOf[label]
    if (name) told.set(name, number)
  }
  for (const { name, waiting, offered, staffed } of queues) {
    told.set(`${name}: waiting`, digits(waiting))
    told.set(`${name}: offered`, digits(offered))
    told.set(`${name}: ready`, staffed === words.unstaffed ? '0' : digits(staffed))
  }
  for (const { name, stand, served, load } of agents) {
    const known = Object.entries(words.stand).find(([, said]) => stand.startsWith(said))
    told.set(`${name}: stands`, known?.[0] ?? stand)
    told.set(`${name}: served`, digits(served))
    told.set(`${name}: load`, load)
  }
  return told
}

const digits = (text: string) => /\d+/.exec(text)?.[0] ?? text

function readBoard(page: Page) {
  return page.evaluate(() => {
    const text = (of: Element | null | undefined) => of?.textContent?.trim() ?? ''
    const lists = [...document.querySelectorAll('section')]
    const numbers = [...(lists[0]?.querySelectorAll('dl > div') ?? [])].map(
      (one) => [text(one.querySelector('dt')), text(one.querySelector('dd'))] as const,
    )
    const board = document.querySelector('section[aria-labelledby=floor-queues]')
    const queues = [...(board?.querySelectorAll('li') ?? [])].map((one) => {
      const [top, middle] = one.querySelectorAll('button > span')
      return {
        name: text(top?.querySelector('.truncate')),
        staffed: text(top?.lastElementChild),
        waiting: text(middle?.firstElementChild),
        offered: text(middle?.lastElementChild),
      }
    })
    const agents = [...document.querySelectorAll('#floor-board li')].map((one) => ({
      name: text(one.querySelector('div .truncate')),
      stand: text(one.querySelector('p .truncate')),
      served: text(one.querySelector('[role=meter] + span')),
      load: one.querySelector('[role=meter]')?.getAttribute('aria-valuenow') ?? '',
    }))
    return { numbers, queues, agents }
  })
}

/** The page of reports, shown of today. */
export class ReportPage {
  readonly desk: Desk

  constructor(desk: Desk) {
    this.desk = desk
  }

  #choice(label: string) {
    const { reports } = this.desk.words
    const filters = this.desk.page.getByRole('form', { name: reports.filters })
    return filters.getByRole('combobox', { name: label, exact: true })
  }

  /** By agent, so that whatever is read first is asked for anew. */
  async showToday() {
    const { reports } = this.desk.words
    await this.#choice(reports.range).selectOption({ label: reports.span.today })
    await this.#choice(reports.rows).selectOption({ label: reports.by.agent })
  }

  /** Every cell of one sheet, by figure and row: asked of the server anew. */
  async read(sheet: Sheet, by: 'queue' | 'agent'): Promise<Map<string, string>> {
    const { page, words } = this.desk
    const { reports } = words
    const answers = this.#answers(sheet, by)
    await this.#choice(reports.rows).selectOption({ label: reports.by[by] })
    const tab = page.getByRole('tab', { name: reports.sheet[sheet], exact: true })
    await tab.click()
    await answers
    await page.locator('#report [aria-busy=false]').waitFor()
    return new Map(await this.#cells())
  }

  #answers(sheet: Sheet, by: string) {
    const parts = ['/reports?', `by=${by}`, `figures=${SHEETS[sheet][0]}`]
    const isIt = (url: string) => parts.every((one) => url.includes(one))
    return this.desk.page.waitForResponse((one) => isIt(one.url()) && one.status() === 200)
  }

  async #cells(): Promise<[string, string][]> {
    const { page, words } = this.desk
    const { heads, lines } = await page.evaluate(() => {
      const text = (of: Element) => of.textContent?.trim() ?? ''
      const table = document.querySelector('#report table')
      const heads = [...(table?.querySelectorAll('thead th') ?? [])].slice(1)
      const lines = [...(table?.querySelectorAll('tbody tr') ?? [])]
      return {
        heads: heads.map((one) => text(one.querySelector('span > span') ?? one)),
        lines: lines.map((line) => ({
          row: text(line.querySelector('th') ?? line),
          cells: [...line.querySelectorAll('td')].map(text),
        })),
      }
    })
    const idOf = new Map(Object.entries(words.figure).map(([id, said]) => [said.name, id]))
    return lines.flatMap(({ row, cells }) =>
      cells.map((cell, at): [string, string] => {
        const figure = idOf.get(heads[at] ?? '') ?? heads[at] ?? ''
        return [`${figure} of ${row}`, cell]
      }),
    )
  }
}

export const queueLine = (board: Desk, name: string) =>
  board.page.getByRole('dialog', { name: fill(board.words.floor.queue_waiting, { name }) })
