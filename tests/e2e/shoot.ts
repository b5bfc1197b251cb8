// A picture for docs/screenshots, or for the folder that the command line names.

import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { smaller } from './png.ts'

const FOLDER = resolve(process.argv[2] ?? join(import.meta.dirname, '../../docs/screenshots'))
const BYTES_MAX = 200_000
const SETTLE_MS = 600 // Until fonts are there and nothing moves.

export const DESKTOP = { width: 1440, height: 900 }

export async function shoot(page: Page, called: string) {
  await page.mouse.move(1, 1)
  await page.waitForTimeout(SETTLE_MS)
  const png = smaller(await page.screenshot())
  if (png.length > BYTES_MAX) console.warn(`${called} has ${png.length} bytes`)
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(join(FOLDER, `${called}.png`), png)
  console.warn(`${called}.png ${Math.ceil(png.length / 1024)} KB`)
}
