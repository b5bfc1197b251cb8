// A phone, 390 by 844: nothing is cut off, nothing scrolls sideways, everything can be done.

import assert from 'node:assert/strict'
import type { Frame, Locator, Page } from 'playwright-core'
import { play } from './scene.ts'

const TOUCH_PX_MIN = 24 // WCAG 2.2, 2.5.8.

play('widget and desk on a phone', {}, async (scene) => {
  const desk = await scene.desk(scene.house.ann, { phone: true })
  await desk.beReady()
  await fits(desk.page)
  const visitor = await scene.visitor({ phone: true })
  const { width, height } = await boxOf(visitor.chat.locator('main.chat'))
  assert.deepEqual([width, height], [390, 844], 'the open widget fills the phone')
  await fits(visitor.chat)

  await visitor.say('Where is my parcel? '.repeat(12))
  await desk.offer.waitFor()
  await fits(desk.page)
  await touchable(desk.offer.getByRole('button'))
  await desk.accept()
  await fits(desk.page)
  await desk.say(`https://example.org/${'long'.repeat(60)}`)
  await visitor.bubble('longlong').waitFor()
  await fits(desk.page)
  await fits(visitor.chat)

  await desk.page.getByRole('button', { name: desk.words.conversations.panel }).click()
  const panel = desk.page.getByRole('complementary', { name: desk.words.contact.title })
  await panel.waitFor()
  assert.equal((await boxOf(panel)).width, 390, 'the customer lies over the conversation')
  assert.equal((await boxOf(desk.log)).width, 390, 'which is as wide as before')
  await fits(desk.page)
  await panel.getByRole('button', { name: desk.words.shell.close }).click()
  await panel.waitFor({ state: 'detached' })
  await desk.close('Parcel traced.')
  await visitor.rate(4, 'Quick')
  await fits(visitor.chat)
  await desk.page.getByRole('button', { name: desk.words.conversations.back }).click()
  await desk.show('closed')
  await desk.rows().first().waitFor()
  await fits(desk.page)

  await visitor.chat.getByRole('button', { name: visitor.words.chat.close, exact: true }).click()
  await visitor.page.waitForFunction(() => !document.querySelector('parley-chat[open]'))
})

/** Nothing is wider than the screen. */
async function fits(page: Page | Frame) {
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  assert.ok(over <= 0, `${over} px too wide`)
}

async function touchable(buttons: Locator) {
  for (const button of await buttons.all()) {
    const { height, width } = await boxOf(button)
    assert.ok(Math.min(height, width) >= TOUCH_PX_MIN, `${width} × ${height}`)
  }
}

async function boxOf(one: Locator) {
  const box = await one.boundingBox()
  assert.ok(box, 'it is on the screen')
  return box
}
