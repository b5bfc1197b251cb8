// The wallboard: three agents and visitors, followed by events; a supervisor who steps in from it.

import assert from 'node:assert/strict'
import type { Locator } from 'playwright-core'
import { employ, visit } from '../harness/house.ts'
import type { Desk } from './desk.ts'
import { Inspector } from './inspector.ts'
import { play, type Scene } from './scene.ts'
import { fill } from './words.ts'

const words = (desk: Desk) => desk.words.floor

/** One of the figures at the top, by its name. */
function figure(desk: Desk, label: string): Locator {
  const numbers = desk.page.getByRole('region', { name: words(desk).numbers })
  return numbers.locator('div').filter({ hasText: label }).locator('dd')
}
const card = (desk: Desk, name: string) =>
  desk.page.locator('#floor-board li').filter({ hasText: name })
const queue = (desk: Desk) => desk.page.getByRole('button', { name: 'Sales' })

async function says(scene: Scene, text: string) {
  const visitor = await visit(scene.house)
  const line = await visitor.line({ inboxKey: scene.house.inbox.public_key })
  line.send({ type: 'send', client_msg_id: text.replace(/\W/g, '-'), text })
  await line.until((frame) => frame.type === 'ack')
}

play('the wallboard follows by events, and a supervisor steps in from it', {}, async (scene) => {
  const { house } = scene
  const sue = await employ(house.boss, { name: 'Sue', role: 'supervisor' })
  const cy = await employ(house.boss, { name: 'Cy', queue_ids: [house.queue.id] })
  const ann = await scene.desk(house.ann)
  await ann.beReady()
  const board = await scene.desk(sue)
  await board.page
    .getByRole('link', { name: words(board).title })
    .first()
    .click()
  await board.page.getByRole('heading', { name: words(board).title }).waitFor()

  await card(board, 'Ann')
    .filter({ hasText: words(board).stand.free })
    .waitFor()
  await card(board, 'Bob')
    .filter({ hasText: words(board).stand.offline })
    .waitFor()
  const asked: string[] = []
  board.page.on('request', (one) => {
    if (one.url().endsWith('/floor')) asked.push(one.url())
  })

  await says(scene, 'Do you have oolong?')
  await ann.accept()
  await card(board, 'Ann')
    .filter({ hasText: words(board).stand.serving })
    .waitFor()
  await figure(board, words(board).served).filter({ hasText: '1' }).waitFor()

  // Somebody else comes and goes; the board follows.
  const bob = await house.bob.caller.line()
  bob.send({ type: 'presence', presence: 'ready' })
  await card(board, 'Bob')
    .filter({ hasText: words(board).stand.free })
    .waitFor()
  const other = await cy.caller.line()
  other.send({ type: 'presence', presence: 'away', reason: 'meal' })
  await card(board, 'Cy').filter({ hasText: 'Meal' }).waitFor()

  await sendsAway(board, ann)
  await takesOver(board, ann)
  await seesTheQueue(scene, board, bob)
  assert.equal(asked.length, 1, 'it is read again when one comes back to it, and never else')
  bob.close()
  other.close()
})

async function sendsAway(board: Desk, ann: Desk) {
  const actions = fill(words(board).actions, { name: 'Ann' })
  await board.page.getByRole('button', { name: actions }).click()
  await board.page.getByRole('menuitem', { name: words(board).away, exact: true }).click()
  await card(board, 'Ann')
    .filter({ hasText: words(board).stand.away })
    .waitFor()
  const state = ann.words.shell.presence.away
  await ann.page.getByText(fill(words(ann).told.presence, { name: 'Sue', state })).waitFor()
}

async function takesOver(board: Desk, ann: Desk) {
  const { page } = board
  await page.getByRole('button', { name: fill(words(board).actions, { name: 'Ann' }) }).click()
  await page.getByRole('menuitem', { name: words(board).show_sessions }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: words(board).take }).click()
  await board.field.waitFor()
  await board.bubble('oolong').waitFor()
  await ann.page.getByText(fill(words(ann).told.taken, { name: 'Sue' })).waitFor()
  await board.say('We have three.')
  await board.page.goBack()
  await page.getByRole('heading', { name: words(board).title }).waitFor()
  await card(board, 'Sue')
    .filter({ hasText: words(board).stand.offline })
    .waitFor()
}

interface Line {
  send(frame: { type: 'presence'; presence: 'away' }): void
}

async function seesTheQueue(scene: Scene, board: Desk, bob: Line) {
  const { page } = board
  bob.send({ type: 'presence', presence: 'away' })
  await queue(board)
    .filter({ hasText: words(board).unstaffed })
    .waitFor()
  await says(scene, 'Is anybody there?')
  await queue(board)
    .filter({ hasText: words(board).why.unstaffed })
    .waitFor()
  await figure(board, words(board).waiting).filter({ hasText: '1' }).waitFor()
  await queue(board).press('Enter')
  const dialog = page.getByRole('dialog', {
    name: fill(words(board).queue_waiting, { name: 'Sales' }),
  })
  await dialog.getByRole('button', { name: words(board).watch }).waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
}

play('an alert of a queue is told in the desk and marked on the wallboard', {}, async (scene) => {
  const { house } = scene
  await house.boss.caller.patch(`/queues/${house.queue.id}`, { alert_unstaffed: true })
  const board = await scene.desk(house.boss, { path: '/floor' })
  await says(scene, 'Hello?')
  await board.page.getByText(fill(words(board).alert.unstaffed, { name: 'Sales' })).waitFor()
  await board.page.getByRole('img', { name: words(board).raised }).waitFor()
})

play(
  'axe finds nothing on the wallboard, and an agent is told why there is none',
  {},
  async (scene) => {
    const inspector = new Inspector()
    const { house } = scene
    await says(scene, 'Hello?')
    for (const phone of [false, true]) {
      const board = await scene.desk(house.boss, { path: '/floor', phone })
      await card(board, 'Ann').waitFor()
      await inspector.look(`wallboard, ${phone ? 'phone' : 'desktop'}`, board.page)
      await queue(board).click()
      await board.page.getByRole('dialog').waitFor()
      await inspector.look('wallboard: queue', board.page)
      await board.page.keyboard.press('Escape')
    }
    const ann = await scene.desk(house.ann, { path: '/floor' })
    await ann.page.getByText(words(ann).forbidden, { exact: true }).waitFor()
    assert.equal(await ann.page.getByRole('link', { name: words(ann).title }).count(), 0)
    inspector.end(8)
  },
)
