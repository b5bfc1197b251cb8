// Rules as a company meets them: made in the settings, tried on somebody, and then what a real visit
// gets; and the same customer's tags and level beside the conversation.

import type { ContactDetail, ContactScheme, Page as PageOf, Queue, Session } from '@parley/api'
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { texts as conditions } from '../../web/apps/desk/src/features/conditions/texts.ts'
import { texts as routes } from '../../web/apps/desk/src/features/routing/texts.ts'
import { texts as entries } from '../../web/apps/desk/src/features/settings/entry/texts.ts'
import { texts as priorities } from '../../web/apps/desk/src/features/settings/priority/texts.ts'
import { texts as lists } from '../../web/apps/desk/src/features/settings/rules/texts.ts'
import { play, type Scene } from './scene.ts'
import { deskWords, fill } from './words.ts'

const words = {
  ...conditions.en,
  ...routes.en,
  ...entries.en,
  ...priorities.en,
  ...lists.en,
  form: deskWords('en').form,
  contact: deskWords('en').contact,
}
const NEWCOMER = { fact: 'session.is_newcomer', test: 'yes' } as const

/** Adds one rule to the list that the page shows, for newcomers. */
async function addRule(page: Page, name: string) {
  const { rules, condition } = words
  await page.getByRole('button', { name: rules.add, exact: true }).click()
  await page.getByRole('textbox', { name: rules.name }).last().fill(name)
  await page
    .getByRole('combobox', { name: condition.subject })
    .last()
    .selectOption(`fact:${NEWCOMER.fact}`)
  await page.getByText('the contact is a newcomer').last().waitFor()
}

async function save(page: Page) {
  await page.getByRole('button', { name: words.form.save, exact: true }).click()
  await page.getByText(words.form.saved, { exact: true }).waitFor()
}

async function settings(scene: Scene, path: string): Promise<Page> {
  const { page } = await scene.desk(scene.house.boss, { path: `/settings/${path}` })
  await page.locator('[aria-busy=true]').waitFor({ state: 'detached' })
  return page
}

play('an entry rule and a priority rule decide a real visit', {}, async (scene) => {
  const { boss, ann, queue } = scene.house
  const care = await boss.caller.post<Queue>('/queues', { name: 'First steps' })
  await boss.caller.patch(`/agents/${ann.id}`, { queue_ids: [queue.id, care.id] })

  const entry = await settings(scene, 'entry-rules')
  await addRule(entry, 'Newcomers')
  await entry
    .getByRole('combobox', { name: words.entry.queue })
    .selectOption({ label: 'First steps' })
  await save(entry)
  const priority = await settings(scene, 'priority')
  await addRule(priority, 'Welcome')
  await priority.getByRole('spinbutton', { name: words.priority.gives }).fill('120')
  await save(priority)

  const desk = await scene.desk(ann)
  await desk.beReady()
  const visitor = await scene.visitor()
  await visitor.say('Hello, I am new here')
  await desk.accept('I am new here')
  const { routing } = words
  await desk.page.getByText(fill(routing.entry, { rule: 'Newcomers' }), { exact: true }).waitFor()
  const given = { time: fill(routing.minutes, { n: 2 }), rule: 'Welcome' }
  await desk.page.getByText(fill(routing.headStart, given), { exact: true }).waitFor()
  const { items } = await boss.caller.get<PageOf<Session>>('/sessions?list=all')
  assert.equal(items[0]?.queue_id, care.id)

  // Tried on the one who has just been: served, so a newcomer no more.
  await desk.close('Shown around.')
  await entry.reload()
  await entry.getByRole('button', { name: words.rules.run, exact: true }).click()
  await entry.getByText(fill(words.entry.toFallback, { queue: 'Sales' })).waitFor()
})

play('a level, a tag and a field are noted beside the conversation', {}, async (scene) => {
  const { boss, ann } = scene.house
  await boss.caller.patch<ContactScheme>('/contact-scheme', {
    tags: [{ name: 'Gold', colour: '#c77700' }],
    fields: [{ key: 'plan', name: 'Plan', kind: 'choice', choices: ['Free', 'Pro'] }],
  })
  const desk = await scene.desk(ann)
  await desk.beReady()
  const visitor = await scene.visitor()
  await visitor.say('It is about my plan')
  await desk.accept('about my plan')
  const { page } = desk
  const { contact } = desk.words
  await page.getByRole('combobox', { name: contact.vip }).selectOption({ label: levelOf(3) })
  await page.getByRole('button', { name: contact.add_tag }).click()
  await page.getByRole('menuitem', { name: 'Gold' }).click()
  await page.getByRole('button', { name: fill(contact.remove_tag, { name: 'Gold' }) }).waitFor()
  await page.getByRole('combobox', { name: 'Plan' }).selectOption('Pro')

  const { items } = await boss.caller.get<PageOf<Session>>('/sessions?list=all')
  const path = `/contacts/${items[0]?.contact_id}`
  const until = Date.now() + 10_000
  let stored = (await boss.caller.get<ContactDetail>(path)).contact
  while (stored.fields.plan !== 'Pro' && Date.now() < until)
    stored = (await boss.caller.get<ContactDetail>(path)).contact
  assert.equal(stored.vip_level, 3)
  assert.equal(stored.tag_ids.length, 1)
  assert.deepEqual(stored.fields, { plan: 'Pro' })
})

const levelOf = (level: number) => fill(words.contact.vip_level, { level })
