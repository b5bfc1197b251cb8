// axe-core finds nothing in a call, whatever is open in it: on a desktop in English, light and dark,
// and on a phone in Chinese.

import { test } from 'node:test'
import { Inspector } from '../e2e/inspector.ts'
import { CallBar } from './desk_call.ts'
import { AGENT_HZ, hears, over, seat, telephone, type SeatOptions } from './telephone.ts'
import { hasSipp } from './voice.ts'

const skip = !hasSipp && 'sipp is not installed'
const VIEWS: readonly SeatOptions[] = [{ locale: 'en' }, { locale: 'zh-CN', phone: true }]

for (const view of VIEWS) {
  test(`axe finds nothing in a call (${view.locale})`, { skip }, async (t) => {
    const line = await telephone(t)
    const { ann, bob } = line.scene.house
    const desk = await seat(line, ann, view)
    const { page } = desk
    const bar = new CallBar(desk)
    const { words } = bar
    const inspector = new Inspector(view.phone ? ['light'] : ['light', 'dark'])
    const look = (what: string) => inspector.look(what, page)

    await look('idle')
    const caller = line.call()
    await desk.offer.waitFor()
    await look('an incoming call')
    await desk.offer.getByRole('button', { name: words.answer }).click()
    await hears(page, AGENT_HZ)
    await bar.phase('talking')
    await look('talking')
    for (const panel of [words.keypad, words.transfer.title, words.devices.title]) {
      await bar.press(panel)
      await page.getByRole('dialog', { name: panel }).waitFor()
      await look(panel)
      await page.keyboard.press('Escape')
    }
    await bar.press(words.mute)
    await bar.press(words.hold)
    await bar.phase('held')
    await bar.press(words.recording.pause)
    await bar.region.getByText(words.recording.paused, { exact: true }).waitFor()
    await look('muted, held, paused')
    const second = await seat(line, bob, view)
    await bar.consult(bob.name)
    await bar.phase('consulting')
    await look('consulting')
    const asked = new CallBar(second).asked(ann.name)
    await asked.waitFor()
    await inspector.look('asked by a colleague', second.page)
    await asked.getByRole('button', { name: words.answer }).click()
    await bar.press(words.conference)
    await bar.phase('conference')
    await look('a conference')
    await bar.press(words.hang_up)
    await over(caller)
    await bar.gone()
    await look('a call that is over')
    await page.getByRole('button', { name: words.dial_pad }).click()
    await look('the dial pad')
    inspector.end(12 * (view.phone ? 1 : 2))
  })
}
