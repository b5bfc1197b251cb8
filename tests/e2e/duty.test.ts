// Who is on duty: an offer nobody answers, and a message left while nobody is there.

import type { Agent, Page as PageOf } from '@parley/api'
import assert from 'node:assert/strict'
import { play } from './scene.ts'

const OFFER_SECONDS = 5 // The shortest that the settings allow.

play(
  'an offer nobody answers goes to the next agent, and its agent is set away',
  { queue: { offer_seconds: OFFER_SECONDS } },
  async (scene) => {
    const ann = await scene.desk(scene.house.ann)
    await ann.beReady()
    const bob = await scene.desk(scene.house.bob)
    await bob.beReady()
    const visitor = await scene.visitor()

    await visitor.say('Is anybody there?')
    await ann.offer.waitFor()
    await bob.offer.waitFor({ timeout: OFFER_SECONDS * 1000 + 10_000 })

    await ann.offer.waitFor({ state: 'detached' })
    await ann.page.getByText(ann.words.shell.presence.missed).waitFor()
    await ann.presence.filter({ hasText: ann.words.shell.reason.no_answer }).waitFor()
    const { items } = await scene.house.boss.caller.get<PageOf<Agent>>('/agents')
    const stored = items.find((one) => one.id === scene.house.ann.id)
    assert.equal(stored?.presence, 'away')
    assert.equal(stored?.presence_reason, 'no_answer')

    await bob.accept()
    await bob.say('I am!')
    await visitor.bubble('I am!').waitFor()
  },
)

play('a message left while nobody is on duty waits for whoever comes', {}, async (scene) => {
  const visitor = await scene.visitor()
  const { form, leave, chat } = visitor.words
  await visitor.chat.getByRole('heading', { name: leave.title }).waitFor()
  await visitor.chat.getByLabel(form.name).fill('Lin Yue')
  await visitor.chat.getByLabel(form.email).fill('lin@example.org')
  await visitor.chat.getByLabel(leave.your_message).fill('Please send me your price list')
  await visitor.chat.getByRole('button', { name: leave.send }).click()
  await visitor.chat.getByText(chat.notice_left).waitFor()

  const ann = await scene.desk(scene.house.ann)
  assert.equal(await ann.offer.count(), 0, 'nothing is offered to somebody who is not ready')
  await ann.beReady()
  await ann.offer.getByText('Lin Yue').waitFor()
  await ann.accept()
  await ann.bubble('price list').waitFor()
  await ann.page.getByText(ann.words.thread.notice.left_message).waitFor()
  await ann.page.getByText('lin@example.org').first().waitFor()

  await ann.say('It is on its way.')
  await visitor.bubble('on its way').waitFor()
})
