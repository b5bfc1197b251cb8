// What happens on the floor by chat: it fills, some must wait, some go first, some go elsewhere, an
// agent declines; and what colleagues and a supervisor do in a session.

import assert from 'node:assert/strict'
import type { EntryRules, Floor, PriorityRules } from '@parley/api'
import { CARE, SALES, type Stage } from './stage.ts'
import { queueLine } from './shown_figures.ts'
import { fill } from './words.ts'

const VIP = 5
const BIG = 9
const NOTE = 'Be kind, they have waited.'
const WHISPER = 'Offer them a sample.'

/** The big clients have a queue of their own; a level and coming again give a head start. */
export async function rule({ house, care }: Stage) {
  const atLeast = (value: number) => ({ fact: 'contact.vip_level', test: 'at_least', value })
  await house.boss.caller.patch<EntryRules>('/entry-rules', {
    rules: [{ name: 'Big clients', when: atLeast(BIG), queue_id: care.id, active: true }],
  })
  await house.boss.caller.patch<PriorityRules>('/priority-rules', {
    seconds_max: 900,
    rules: [
      { name: 'VIP', when: atLeast(VIP), seconds: 300, each: '', active: true },
      {
        name: 'Comes again',
        when: { fact: 'behaviour.visits_today', test: 'at_least', value: 2 },
        seconds: 60,
        each: 'behaviour.visits_today',
        active: true,
      },
    ],
  })
}

export async function becomes(stage: Stage, title: string, vip_level: number) {
  const { contact_id } = await stage.session(title)
  await stage.house.boss.caller.patch(`/contacts/${contact_id}`, { vip_level })
}

/** Two for each of Ann and Bob; the first comes by a company's page. */
export async function fillSales(stage: Stage) {
  const mei = await stage.comesByPage('Mei')
  await stage.isOffered('Mei', 'Ann')
  await stage.agree('one is offered')
  await stage.accepts('Mei')
  await stage.answers('Mei', 'Good morning')
  await mei.bubble('Good morning').waitFor()
  for (const [name, agent] of [
    ['Lars', 'Ann'],
    ['Nora', 'Bob'],
    ['Otto', 'Bob'],
  ] as const) {
    await stage.comes(name)
    await stage.isServed(name, agent)
  }
  await stage.answers('Nora', 'How can I help?')
  await stage.answers('Lars', 'What shall it be?')
  await stage.agree('Sales is full')
  return mei
}

/** One leaves; a VIP and one who comes again go before who has waited longest; one has no place. */
export async function waitInOrder(stage: Stage) {
  await stage.comes('Pia')
  for (const name of ['Quin', 'Rex']) {
    const guest = await stage.comes(name)
    if (name === 'Rex') await becomes(stage, name, VIP)
    await guest.leave()
    stage.book.abandons(name)
  }
  await stage.agree('two have given up')
  await stage.comes('Quin')
  await stage.comes('Rex')
  await inOrder(stage, ['Rex again', 'Quin again', 'Pia'])
  await stage.agree('three wait')
  await stage.comes('Sam', { queue: CARE, first: SALES })
  await stage.isServed('Sam', 'Cy')
  await stage.agree('one had no place in Sales')
}

/** As the engine has it, and as the wallboard shows it. */
async function inOrder(stage: Stage, titles: string[]) {
  const { queues } = await stage.house.boss.caller.get<Floor>('/floor')
  const sales = queues.find((one) => one.id === stage.house.queue.id)
  assert.deepEqual(
    sales?.waiting.map((one) => one.session_id),
    titles.map((one) => stage.id(one)),
  )
  const { board } = stage.views
  await board.page.getByRole('button', { name: SALES }).click()
  const line = queueLine(board, SALES).getByRole('listitem')
  for (const [at, title] of titles.entries()) {
    const name = title.replace(' again', '')
    await line.nth(at).filter({ hasText: name }).waitFor()
  }
  await board.page.keyboard.press('Escape')
  await queueLine(board, SALES).waitFor({ state: 'detached' })
}

/** Bob declines what Ann then takes; both have what they can carry. */
export async function decline(stage: Stage) {
  await stage.closes('Mei')
  await stage.isServed('Rex again', 'Ann')
  await stage.closes('Nora')
  await stage.isOffered('Quin again', 'Bob')
  await stage.agree('one is asked')
  await stage.declines('Quin again')
  await stage.agree('one has declined')
  await stage.closes('Lars')
  await stage.isServed('Quin again', 'Ann')
  await stage.isReady('Bob')
  await stage.isServed('Pia', 'Bob')
  await stage.agree('the next one took it')
}

/** Ann asks Cy to take the VIP over. */
export async function transfer(stage: Stage) {
  const ann = stage.desk('Ann')
  const cy = stage.desk('Cy')
  await stage.opens('Rex again', ann)
  await ann.transferTo('Cy', NOTE)
  await cy.question('transfer', 'Ann').waitFor()
  await stage.agree('it is hers until he accepts')
  await cy.agrees('transfer', 'Ann')
  await cy.bubble(NOTE).waitFor()
  stage.book.handedTo('Rex again', 'Cy')
  await stage.answers('Rex again', 'I have read it all')
}

/** Bob asks Cy for advice and Ann to join: three of the house in one session. */
export async function together(stage: Stage) {
  const [ann, bob, cy] = ['Ann', 'Bob', 'Cy'].map((one) => stage.desk(one))
  if (!ann || !bob || !cy) throw new Error('three desks')
  await stage.opens('Pia', bob)
  await bob.ask('consult', 'Cy', 'What is fair?')
  await cy.agrees('consult', 'Bob')
  stage.book.agent('Cy').besides += GUEST_SHARE
  await bob.ask('invite', 'Ann', 'Please join us')
  await ann.agrees('invite', 'Bob')
  stage.book.agent('Ann').besides += GUEST_SHARE
  for (const one of [cy, ann]) await stage.opens('Pia', one)
  await ann.field.waitFor()
  await ann.say('I am here too')
  await bob.bubble('I am here too').waitFor()
  stage.book.humanSays('Pia', 'Ann')
  await stage.answers('Pia', 'There are three of us')
  const list = bob.page.getByRole('list', { name: bob.words.colleagues.here })
  assert.equal(await list.getByRole('listitem').count(), 2)
  await stage.agree('three are in one session')
  for (const one of [cy, ann]) {
    await one.page.getByRole('button', { name: one.words.colleagues.leave, exact: true }).click()
    stage.book.agent(one === cy ? 'Cy' : 'Ann').besides -= GUEST_SHARE
  }
  await list.waitFor({ state: 'detached' })
  await stage.agree('and one again')
}
const GUEST_SHARE = 10

/** Sue watches Bob's session and whispers by a note; then it is hers. */
export async function takeOver(stage: Stage) {
  const sue = stage.desk('Sue')
  const { page, words } = sue
  const bob = stage.desk('Bob')
  await stage.opens('Pia', bob)
  await page.goto(`${stage.house.server.origin}/sessions/${stage.id('Pia')}`)
  await sue.bubble('There are three of us').waitFor()
  await sue.noteField.fill(WHISPER)
  await sue.noteField.press('Enter')
  await bob.bubble(WHISPER).waitFor()
  await stage.agree('a supervisor reads along')

  await page.getByRole('link', { name: words.floor.title }).first().click()
  await page.getByRole('button', { name: fill(words.floor.actions, { name: 'Bob' }) }).click()
  await page.getByRole('menuitem', { name: words.floor.show_sessions }).click()
  const mine = page.getByRole('dialog').getByRole('listitem').filter({ hasText: 'Pia' })
  await mine.getByRole('button', { name: words.floor.take }).click()
  await sue.field.waitFor()
  await bob.page.getByText(fill(bob.words.floor.told.taken, { name: 'Sue' })).waitFor()
  stage.book.handedTo('Pia', 'Sue')
  await stage.agree('it is the supervisor’s')
  await stage.answers('Pia', 'I see to it myself')
  await stage.closes('Pia')
  await stage.agree('the supervisor is done')
}
