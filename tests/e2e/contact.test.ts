// The customer beside a conversation: what somebody else stores while one types is not undone.

import type { ContactDetail, Page as PageOf, Session } from '@parley/api'
import assert from 'node:assert/strict'
import { play } from './scene.ts'
import { fill } from './words.ts'

play('a change made meanwhile is shown, and what was typed is kept', {}, async (scene) => {
  const { ann, boss } = scene.house
  const desk = await scene.desk(ann)
  await desk.beReady()
  const visitor = await scene.visitor()
  await visitor.say('It is about my order')
  await desk.accept()
  const { items } = await boss.caller.get<PageOf<Session>>('/sessions?list=all')
  const path = `/contacts/${items[0]?.contact_id}`
  const stored = async () => (await boss.caller.get<ContactDetail>(path)).contact
  const { contact } = desk.words
  const field = (label: string) => desk.page.getByRole('textbox', { name: label, exact: true })
  const save = async (label: string, text: string) => {
    await field(label).fill(text)
    await field(label).press('Enter')
  }
  const told = (value: string) =>
    desk.page.getByText(fill(contact.contested, { value }), { exact: true })
  const press = (name: string) => desk.page.getByRole('button', { name, exact: true }).click()

  // The colleague's change reaches the server between the desk's request and its answer.
  await desk.page.route(
    `**${path}`,
    async (route) => {
      await boss.caller.patch(path, { name: 'Wang Xiaoming', phone: '+86 10' })
      await route.continue()
    },
    { times: 1 },
  )
  await save(contact.name, 'Mr Wang')
  await told('Wang Xiaoming').waitFor()
  assert.equal(await field(contact.name).inputValue(), 'Mr Wang')
  assert.equal(await field(contact.phone).inputValue(), '+86 10')
  assert.equal((await stored()).name, 'Wang Xiaoming')
  await press(contact.save_mine)
  await desk.page.getByRole('heading', { name: 'Mr Wang', level: 2 }).waitFor()
  assert.equal((await stored()).name, 'Mr Wang')

  // Or it is on screen by the live line before the field is left.
  await field(contact.email).fill('mine@example.com')
  await boss.caller.patch(path, { email: 'theirs@example.com', note: 'Seen by both' })
  await desk.page.waitForFunction(
    (note) => [...document.querySelectorAll('textarea')].some((one) => one.value === note),
    'Seen by both',
  )
  await field(contact.email).press('Enter')
  await told('theirs@example.com').waitFor()
  await press(contact.discard_mine)
  assert.equal(await field(contact.email).inputValue(), 'theirs@example.com')
  assert.equal((await stored()).email, 'theirs@example.com')
})
