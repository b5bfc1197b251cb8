// Who is on duty: an offer nobody answers, a message left while nobody is there, and those who wait
// while everybody is busy.

import type { Agent, Page as PageOf } from '@parley/api'
import assert from 'node:assert/strict'
import { visit, type House } from '../harness/house.ts'
import { play } from './scene.ts'
import { fill } from './words.ts'

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
    await ann.presence.filter({ hasText: ann.words.presence.word.no_answer }).waitFor()
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

play('who waits is shown their place in the queue', { queue: { share: 100 } }, async (scene) => {
  const ann = await scene.desk(scene.house.ann)
  await ann.beReady()
  await writes(scene.house, 'I was here first')
  await ann.accept()

  await writes(scene.house, 'And I second')
  const visitor = await scene.visitor()
  await visitor.say('Is there a line?')
  const { position, position_next } = visitor.words.chat
  const place = visitor.chat.getByRole('status')
  await place.getByText(fill(position, { n: 2 }), { exact: true }).waitFor()
  await ann.close('Served.')
  await ann.accept('And I second')
  await place.getByText(position_next, { exact: true }).waitFor()
  await ann.close('Served.')
  await ann.accept('Is there a line?')
  await place.waitFor({ state: 'detached' })
})

/** A visitor whose page nobody looks at. */
async function writes(house: House, text: string) {
  const line = await (await visit(house)).line({ inboxKey: house.inbox.public_key })
  line.send({ type: 'send', client_msg_id: 'first', text })
  await line.until((frame) => frame.type === 'ack')
}
