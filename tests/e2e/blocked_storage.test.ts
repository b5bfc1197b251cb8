// A browser that keeps nothing for third parties, neither cookies nor storage: the widget is one.

import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type BrowserContext } from 'playwright-core'
import type { Desk } from './desk.ts'
import { CHROMIUM, CHROMIUM_ARGS, play } from './scene.ts'
import { Widget } from './widget.ts'

/** As the browser's own settings page would write it. */
const BLOCKING = { profile: { block_third_party_cookies: true, cookie_controls_mode: 1 } }

play('the widget works where third parties may store nothing', {}, async (scene) => {
  const profile = mkdtempSync(join(tmpdir(), 'parley-profile-'))
  mkdirSync(join(profile, 'Default'))
  writeFileSync(join(profile, 'Default/Preferences'), JSON.stringify(BLOCKING))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    args: CHROMIUM_ARGS,
    viewport: { width: 1280, height: 800 },
    locale: 'en',
  })
  try {
    const desk = await scene.desk(scene.house.ann)
    await desk.beReady()
    await chatAcrossReloads(context, (await scene.site()).origin, desk)
    assert.deepEqual(await context.cookies(scene.server.origin), [])
  } finally {
    await context.close()
    rmSync(profile, { recursive: true, force: true })
  }
})

async function chatAcrossReloads(context: BrowserContext, site: string, desk: Desk) {
  const page = context.pages()[0] ?? (await context.newPage())
  await page.goto(site)
  const widget = new Widget(page, 'en')
  await widget.open()
  const storage = await widget.chat.evaluate(() => {
    try {
      localStorage.setItem('probe', '1')
      return 'open'
    } catch {
      return 'blocked'
    }
  })
  assert.equal(storage, 'blocked', 'the browser really blocks storage, or this test shows nothing')

  await widget.say('Do you ship abroad?')
  await desk.accept()
  await desk.say('Yes, to most places.')
  await widget.bubble('to most places').waitFor()

  await page.reload()
  await widget.open()
  await widget.bubble('Do you ship abroad?').waitFor()
  await widget.say('Good!')
  await desk.bubble('Good!').waitFor()
}
