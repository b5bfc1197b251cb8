// Pictures of the floor at its fullest, where a folder is named in PARLEY_PICTURES: for the eye, which
// no assertion replaces.

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Stage } from './stage.ts'

const FOLDER = process.env.PARLEY_PICTURES
const SETTLE_MS = 800
const VIEWS = [
  { called: 'en', locale: 'en', dark: false },
  { called: 'zh', locale: 'zh-CN', dark: true },
] as const

export async function pictures(stage: Stage) {
  if (!FOLDER) return
  mkdirSync(FOLDER, { recursive: true })
  const { scene } = stage.line
  for (const { called, locale, dark } of VIEWS) {
    const look = { locale, dark }
    const floor = await scene.desk(stage.sue, { ...look, path: '/floor' })
    await shoot(floor.page, `${called}-wallboard`)
    const reports = await scene.desk(stage.sue, { ...look, path: '/reports' })
    for (const sheet of ['volume', 'queues', 'agents', 'quality'] as const) {
      await reports.page.getByRole('tab', { name: reports.words.reports.sheet[sheet] }).click()
      await shoot(reports.page, `${called}-reports-${sheet}`)
    }
    const all = await scene.desk(stage.sue, look)
    await all.show('all')
    await all.rows().first().click()
    await shoot(all.page, `${called}-desk`)
    for (const desk of [floor, reports, all]) await desk.page.context().close()
  }
  await shoot(stage.desk('Ann').page, 'en-agent')
}

async function shoot(page: Page, called: string) {
  await page.waitForTimeout(SETTLE_MS)
  await page.screenshot({ path: join(FOLDER ?? '.', `${called}.png`) })
}
