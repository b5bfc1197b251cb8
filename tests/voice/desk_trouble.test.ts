// What goes wrong around a call in the desk, and the way out of each: no permission for the
// microphone, another window, voice that stands still, a line that was never tried.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Desk } from '../e2e/desk.ts'
import { Inspector } from '../e2e/inspector.ts'
import { CallBar } from './desk_call.ts'
import { AGENT_HZ, hears, over, seat, telephone, type Telephone } from './telephone.ts'
import { hasSipp } from './voice.ts'

const skip = !hasSipp && 'sipp is not installed'
const STILL_MS = 9_000 // Longer than a browser goes on without an answer to its checks.
const BACK_MS = 15_000

async function answered(line: Telephone) {
  const desk = await seat(line, line.scene.house.ann)
  const caller = line.call()
  await desk.offer.waitFor()
  await desk.page.keyboard.press('Alt+KeyA')
  return { desk, caller, bar: new CallBar(desk) }
}

test('a refused microphone is explained, and spoken into once allowed', { skip }, async (t) => {
  const line = await telephone(t, { allowed: false })
  const { desk, caller, bar } = await answered(line)
  const { words } = bar
  await bar.region.getByRole('alert').getByText(words.link.denied).waitFor()
  const inspector = new Inspector()
  await inspector.look('no microphone', desk.page)
  inspector.end(2)

  await desk.page.context().grantPermissions(['microphone'])
  await bar.press(words.link.rejoin)
  await bar.phase('talking')
  await hears(desk.page, AGENT_HZ)
  await bar.press(words.hang_up)
  await over(caller)
})

test('one window speaks; another takes over when asked to', { skip }, async (t) => {
  const line = await telephone(t)
  const { desk, caller, bar } = await answered(line)
  const { words } = bar
  await hears(desk.page, AGENT_HZ)

  const other = new Desk(line.scene.watched(await desk.page.context().newPage()), 'en')
  await other.open(line.scene.server.origin)
  const there = new CallBar(other)
  await there.region.getByText(words.link.elsewhere).waitFor()
  await hears(desk.page, AGENT_HZ)

  await there.press(words.link.bring_here)
  await hears(other.page, AGENT_HZ)
  await bar.region.getByText(words.link.elsewhere).waitFor()
  await hears(desk.page, 0)
  await sleep(3_000) // Neither takes it from the other again.
  await hears(other.page, AGENT_HZ)
  await there.press(words.hang_up)
  await over(caller)
  await bar.gone()
})

test(
  'voice that stood still: the window joins again by itself, muted as it was',
  { skip },
  async (t) => {
    const line = await telephone(t)
    const { desk, caller, bar } = await answered(line)
    const { words } = bar
    await hears(desk.page, AGENT_HZ)
    await bar.press(words.mute)
    await hears(desk.page, 0)

    const { pid } = line.scene.server
    const voice = Number(
      execFileSync('pgrep', ['-P', `${pid}`, '-f', 'voice'], { encoding: 'utf8' }),
    )
    process.kill(voice, 'SIGSTOP')
    t.after(() => {
      try {
        process.kill(voice, 'SIGCONT')
      } catch {
        // It has ended.
      }
    })
    await bar.region.getByText(words.link.lost).waitFor()
    await sleep(STILL_MS)
    process.kill(voice, 'SIGCONT')
    await bar.region.getByText(words.link.lost).waitFor({ state: 'detached', timeout: BACK_MS })
    assert.equal(await bar.button(words.unmute).getAttribute('aria-pressed'), 'true')
    await hears(desk.page, 0)
    await bar.press(words.unmute)
    await hears(desk.page, AGENT_HZ)

    await bar.press(words.mute)
    desk.page.on('dialog', (dialog) => void dialog.accept())
    await desk.page.reload()
    await bar.phase('talking')
    assert.equal(await bar.button(words.unmute).getAttribute('aria-pressed'), 'true')
    await bar.press(words.unmute)
    await hears(desk.page, AGENT_HZ)
    await bar.press(words.hang_up)
    await over(caller)
  },
)

test('the echo test: one hears oneself, and how good the line is', { skip }, async (t) => {
  const line = await telephone(t)
  const desk = await seat(line, line.scene.house.ann)
  const { page } = desk
  const { call: words } = desk.words
  const inspector = new Inspector()
  await page.getByRole('button', { name: words.devices.title }).click()
  const panel = page.getByRole('dialog', { name: words.devices.title })
  await panel.getByRole('button', { name: words.echo.start }).click()
  await hears(page, AGENT_HZ)
  await panel.locator('[data-echo]').getByText(words.quality.good).waitFor()
  await inspector.look('echo test', page)
  await panel.getByRole('button', { name: words.echo.stop }).click()
  await panel.locator('[data-echo]').getByText(words.quality.good).waitFor()
  assert.equal(await panel.getByRole('alert').count(), 0)
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: words.dial_pad }).click()
  await inspector.look('dial pad', page)
  inspector.end(4)
})
