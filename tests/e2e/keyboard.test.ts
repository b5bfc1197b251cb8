// An agent without a mouse: everything of a session's life by keys, from signing in to closing.

import type { Page as PageOf, Session } from '@parley/api'
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { PASSWORD } from '../harness/house.ts'
import { Desk } from './desk.ts'
import { play } from './scene.ts'
import { Widget } from './widget.ts'

const TABS_MAX = 60

play('an agent serves a visitor by keys alone', {}, async (scene) => {
  const page = await scene.somebody()
  const desk = new Desk(page, 'en')
  await desk.signIn(scene.server.origin, scene.house.ann.email, PASSWORD)
  const keys = page.keyboard

  await tabTo(page, desk.words.shell.presence.label.replace('{state}', ''))
  await keys.press('Enter')
  await page.getByRole('menu').waitFor()
  await keys.press('Home')
  assert.equal(await focused(page), desk.words.shell.presence.ready)
  await keys.press('Enter')
  await desk.presence.filter({ hasText: desk.words.shell.presence.ready }).waitFor()

  const visitor = await scene.visitor()
  await visitor.say('Can I pay by card?')
  await desk.offer.waitFor()
  await keys.press('Alt+KeyA')
  await desk.field.waitFor()

  await keys.press('Alt+KeyL')
  await keys.type('Yes, you can.')
  await keys.press('Shift+Enter')
  await keys.type('Every card.')
  await keys.press('Enter')
  await visitor.bubble('Yes, you can.\nEvery card.').waitFor()

  await keys.press('Alt+KeyP')
  await keys.type('asks about cards')
  await keys.press('Enter')
  await desk.bubble('asks about cards').waitFor()

  await keys.press('Alt+KeyE')
  await page.getByRole('dialog', { name: desk.words.closing.title }).waitFor()
  await tabTo(page, desk.words.closing.summary)
  await keys.type('Paid by card.')
  await keys.press('Control+Enter')
  await visitor.rating.waitFor()

  const { items } = await scene.house.boss.caller.get<PageOf<Session>>('/sessions?list=closed')
  assert.equal(items[0]?.summary, 'Paid by card.')
  assert.equal(items[0]?.close_reason, 'by_agent')
})

play('a visitor chats and rates by keys alone', {}, async (scene) => {
  const desk = await scene.desk(scene.house.ann)
  await desk.beReady()
  const site = await scene.site()
  const page = await scene.somebody()
  await page.goto(site.origin)
  await page.waitForFunction(() => document.querySelector('parley-chat'))

  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  const widget = new Widget(page, 'en')
  await widget.appear()
  await page.keyboard.type('Good morning')
  await page.keyboard.press('Enter')
  await desk.accept()
  await desk.say('Good morning to you')
  await widget.bubble('to you').waitFor()
  await desk.close('')

  await widget.rating.waitFor()
  const radio = widget.chat.getByRole('radio').first()
  await radio.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await widget.chat.getByText(widget.words.chat.rate_thanks).waitFor()
  await page.keyboard.press('Escape')
  await page.waitForFunction(() => !document.querySelector('parley-chat')?.hasAttribute('open'))
})

/** Accessible name of what has the focus, as far as a label or its text gives one. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const one = document.activeElement
    if (!(one instanceof HTMLElement)) return ''
    const label = one instanceof HTMLTextAreaElement || one instanceof HTMLInputElement
    const said = label ? [...(one.labels ?? [])].map((each) => each.innerText).join(' ') : ''
    return (one.getAttribute('aria-label') ?? (said || one.innerText)).trim()
  })
}

async function tabTo(page: Page, wanted: string) {
  for (let tabs = 0; tabs < TABS_MAX; tabs++) {
    if ((await focused(page)).startsWith(wanted)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${TABS_MAX} times Tab did not lead to “${wanted}”`)
}
