// A chat goes to a colleague who is asked first, with a note, and ends with a wrap-up code that its
// queue insists on; in both languages.

import assert from 'node:assert/strict'
import type { WrapUpCode } from '@parley/api'
import { play, type Scene } from './scene.ts'
import { onlySession } from './talk.ts'
import { fill, LOCALES, type Locale } from './words.ts'

const NOTE = 'lost-twice-be-kind'
const CODES = ['Delivery', 'Refund']

for (const locale of LOCALES) {
  const queue = { wrap_up_codes: 'required' } as const
  play(`handed to a colleague, and wrapped up (${locale})`, { locale, queue }, (scene) =>
    handOver(scene, locale),
  )
}

async function handOver(scene: Scene, locale: Locale) {
  const { ann, bob, boss } = scene.house
  for (const name of CODES) await boss.caller.post<WrapUpCode>('/wrap-up-codes', { name })
  const first = await scene.desk(ann, { locale })
  const second = await scene.desk(bob, { locale })
  await first.beReady()
  const visitor = await scene.visitor({ locale })
  await visitor.say('My parcel is lost')
  await first.accept()
  await second.beReady()

  await first.transferTo(bob.name, NOTE)
  const { colleagues, closing } = second.words
  await second.question('transfer', ann.name).waitFor()
  await first.page.getByText(colleagues.state.asked.transfer).waitFor()
  assert.equal((await onlySession(boss.caller, 'all')).agent_id, ann.id, 'it is hers until then')
  await second.agrees('transfer', ann.name)
  await second.field.waitFor()
  await second.bubble(NOTE).waitFor()
  await first.page.getByText(fill(colleagues.news.accepted, { name: bob.name })).waitFor()
  await second.say('I am looking for it')
  await visitor.bubble('I am looking for it').waitFor()
  assert.ok(!(await visitor.chat.content()).includes(NOTE), 'the note is for colleagues')

  await second.page.getByRole('button', { name: second.words.conversations.close }).click()
  const dialog = second.page.getByRole('dialog', { name: closing.title })
  await dialog.getByLabel(closing.summary).fill('A parcel, lost and found')
  const close = dialog.getByRole('button', { name: closing.close })
  await close.click()
  await dialog.getByText(second.words.form.refusal.wrap_up_code_required).waitFor()
  await dialog.getByRole('button', { name: 'Delivery', exact: true, pressed: false }).click()
  await close.click()
  await dialog.waitFor({ state: 'detached' })
  const closed = await onlySession(boss.caller, 'closed')
  const { items } = await boss.caller.get<{ items: WrapUpCode[] }>('/wrap-up-codes')
  const chosen = items.filter((one) => closed.wrap_up_code_ids.includes(one.id))
  assert.deepEqual(
    chosen.map((one) => one.name),
    ['Delivery'],
  )
  assert.equal(closed.agent_id, bob.id)
}
