// The page of reports, the API and the database say the same after a small story: two visitors, one
// served and rated, one who leaves; and each number opens a list of so many.

import assert from 'node:assert/strict'
import type { CountedSessions, Report } from '@parley/api'
import { eventually } from '../harness/eventually.ts'
import { PASSWORD } from '../harness/house.ts'
import { Desk } from './desk.ts'
import { play, type Scene } from './scene.ts'
import { fill, LOCALES, type Locale } from './words.ts'

const WITHIN_MS = 20_000
const FIGURES = ['sessions_opened', 'sessions_assigned', 'sessions_closed', 'rated'] as const

for (const locale of LOCALES) {
  play(`a day's report (${locale})`, { locale, withinMs: 120_000 }, (scene) => day(scene, locale))
}

async function day(scene: Scene, locale: Locale) {
  const { house, server } = scene
  const ann = new Desk(await scene.somebody({ locale }), locale)
  await ann.signIn(server.origin, house.ann.email, PASSWORD)
  await ann.beReady()
  const served = await scene.visitor({ locale })
  await served.say('Which tea?')
  await ann.accept()
  await ann.say('Oolong.')
  await served.bubble('Oolong.').waitFor()
  await ann.close('Wanted tea')
  await served.rate(5, 'good')

  const wanted = { sessions_opened: 1, sessions_assigned: 1, sessions_closed: 1, rated: 1 }
  const report = await eventually(async () => {
    const query = `by=queue&figures=${FIGURES.join()}`
    const read = await house.boss.caller.get<Report>(`/reports?${query}`)
    return FIGURES.every((figure, at) => read.total[at]?.value === wanted[figure])
      ? read
      : undefined
  }, WITHIN_MS)
  assert.equal(report.rows[0]?.name, house.queue.name)
  for (const figure of ['sessions_opened', 'sessions_closed', 'rated']) {
    const list = await house.boss.caller.get<CountedSessions>(`/reports/list?figure=${figure}`)
    assert.equal(list.total, 1, figure)
    assert.equal(list.items.length, 1, figure)
  }
  const own = await house.ann.caller.get<Report>('/me/figures?figures=sessions_assigned')
  assert.equal(own.total[0]?.value, 1)

  await page(scene, locale)
}

async function page(scene: Scene, locale: Locale) {
  const { house, server } = scene
  const boss = new Desk(await scene.somebody({ locale }), locale)
  await boss.signIn(server.origin, house.boss.email, PASSWORD)
  const { page, words } = boss
  await page
    .getByRole('navigation')
    .getByRole('link', { name: words.reports.title })
    .first()
    .click()
  const table = page.getByRole('table')
  await table.waitFor()
  await table.getByRole('rowheader', { name: house.queue.name }).waitFor()
  const opened = words.figure.sessions_opened.name
  const row = house.queue.name
  const number = fill(words.reports.open_list, { value: '1', figure: opened, row })
  await table.getByRole('button', { name: number }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(fill(words.reports.list.count, { count: 1 })).waitFor()
  assert.equal(await dialog.getByRole('listitem').count(), 1)
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: words.reports.sheet.quality }).click()
  await table.getByText(words.figure.csat.name, { exact: true }).waitFor()

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: words.reports.export.csv }).click(),
  ])
  assert.equal(download.suggestedFilename(), 'report.csv')
}
