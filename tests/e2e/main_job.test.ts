// The main job from end to end, in both languages: a visitor writes, the right agent answers, the
// server dies in the middle, and nobody has to know.

import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'
import { Desk } from './desk.ts'
import { play, type Scene } from './scene.ts'
import { ARRIVE_WITHIN_MS, exchangePictures, onlySession, sameEverywhere } from './talk.ts'
import { appear } from './wait.ts'
import type { Widget } from './widget.ts'
import { fill, LOCALES, type Locale } from './words.ts'
import { PASSWORD } from '../harness/house.ts'

const CUP = '🍵'
const NOTE = 'knows-our-founder-be-kind'

const SAID: Record<Locale, { question: string; answer: string; thanks: string; summary: string }> =
  {
    en: {
      question: 'Which tea is mild in the evening?',
      answer: 'Roasted oolong: hardly any caffeine left.',
      thanks: 'Just right, thank you',
      summary: 'Wanted a mild tea; took roasted oolong.',
    },
    'zh-CN': {
      question: '晚上喝什么茶比较温和？',
      answer: '推荐焙火乌龙，咖啡因很少。',
      thanks: '很满意，谢谢',
      summary: '想要温和的茶，选了焙火乌龙。',
    },
  }

for (const locale of LOCALES) {
  play(`the main job, with the server killed in the middle (${locale})`, { locale }, (scene) =>
    mainJob(scene, locale),
  )
}

async function mainJob(scene: Scene, locale: Locale) {
  const said = SAID[locale]
  const { house, server } = scene
  const ann = await onDuty(scene, house.ann.email, locale)
  const bob = await onDuty(scene, house.bob.email, locale)
  const visitor = await scene.visitor({ locale })
  const heard = framesOf(visitor.page)

  await visitor.say(said.question)
  await ann.offer.waitFor()
  await ann.offer.getByText(said.question).waitFor()
  await countsDown(ann.offer.getByRole('timer'))
  assert.equal(await bob.offer.count(), 0, 'one session is offered to one agent at a time')
  await ann.decline()
  await bob.offer.waitFor()
  await bob.accept()
  await appear(() => isRead(bob), ARRIVE_WITHIN_MS, 'what is on the screen to count as read')

  await talk(visitor, bob, said.answer)
  await picksEmoji(visitor, bob)
  await exchangePictures(visitor, bob)
  await bob.note(NOTE)

  await outage(scene, visitor, bob)
  await arrived(scene, visitor, bob)
  await typingInSight(visitor, bob)

  await bob.close(said.summary)
  await visitor.rate(5, said.thanks)
  const rated = fill(bob.words.conversations.rated, { score: 5 })
  await bob.page.getByText(rated).waitFor()
  await bob.page.getByText(`“${said.thanks}”`).waitFor()
  const session = await onlySession(house.boss.caller, 'closed')
  assert.equal(session.summary, said.summary)
  assert.equal(session.rating?.score, 5)
  assert.equal(session.agent_id, house.bob.id)

  const frames = heard()
  assert.ok(frames.includes(JSON.stringify(said.answer)), 'frames of the visitor were recorded')
  assert.ok(!frames.includes(NOTE), 'a private note went to the visitor')
  assert.ok(!(await visitor.chat.content()).includes(NOTE))
  assert.equal(await server.stop(), 0)
}

async function onDuty(scene: Scene, email: string, locale: Locale): Promise<Desk> {
  const desk = new Desk(await scene.somebody({ locale }), locale)
  await desk.signIn(scene.server.origin, email, PASSWORD)
  await desk.beReady()
  return desk
}

async function isRead(desk: Desk): Promise<boolean> {
  return !(await desk.rows().first().innerText()).includes(desk.words.sessions.unread)
}

async function talk(visitor: Widget, agent: Desk, answer: string) {
  await agent.field.pressSequentially(answer.slice(0, 5))
  await visitor.typing.waitFor()
  await agent.say(answer)
  await visitor.bubble(answer).waitFor()
  await visitor.field.pressSequentially('Hm')
  await agent.isTyping(agent.words.offer.visitor).waitFor()
  await visitor.say('Hm, and without milk?')
  await agent.bubble('without milk').waitFor()
}

async function picksEmoji(visitor: Widget, agent: Desk) {
  const { emoji } = visitor.words.chat
  await visitor.chat.getByRole('button', { name: emoji, exact: true }).click()
  const picker = visitor.chat.getByRole('group', { name: emoji })
  await picker.getByRole('button', { name: CUP, exact: true }).click()
  await picker.waitFor({ state: 'detached' })
  assert.equal(await visitor.field.inputValue(), CUP)
  await visitor.field.press('Enter')
  await agent.bubble(CUP).waitFor()
}

/** By now the thread is longer than its pane, and the line comes in at the lower end. */
async function typingInSight(visitor: Widget, agent: Desk) {
  await visitor.field.pressSequentially('Ah')
  await inSight(agent.isTyping(agent.words.offer.visitor), agent.log)
  await agent.field.pressSequentially('So')
  await inSight(visitor.typing, visitor.chat.locator('.scroll'))
  for (const field of [visitor.field, agent.field]) await field.fill('')
}

async function inSight(line: Locator, pane: Locator) {
  await line.waitFor()
  const within = async () => {
    const inner = await line.boundingBox({ timeout: 1_000 }).catch(() => null)
    const outer = await pane.boundingBox()
    if (!inner || !outer) return false
    return inner.y >= outer.y && inner.y + inner.height <= outer.y + outer.height
  }
  await appear(within, ARRIVE_WITHIN_MS, 'the line to be in sight')
}

/** Messages on their way when the server dies, and more while it is away. */
async function outage(scene: Scene, visitor: Widget, agent: Desk) {
  await Promise.all([visitor.say('v0 in flight'), agent.say('a0 in flight'), scene.server.kill()])
  for (const at of [1, 2, 3]) {
    await visitor.say(`v${at} while away`)
    await agent.say(`a${at} while away`)
  }
  await agent.page.getByText(agent.words.thread.sending).first().waitFor()
  await visitor.chat.getByText(visitor.words.chat.sending).first().waitFor()
  await scene.server.start()
}

async function arrived(scene: Scene, visitor: Widget, agent: Desk) {
  for (const last of ['v3 while away', 'a3 while away']) {
    await agent.log.locator('[data-seq]').filter({ hasText: last }).waitFor()
  }
  const open = await sameEverywhere(scene.house.boss.caller, visitor, agent)
  for (const side of ['v', 'a']) {
    const mine = open.filter((text) => new RegExp(`^${side}\\d `).test(text))
    const numbers = mine.map((text) => Number(text[1]))
    assert.deepEqual(numbers, [0, 1, 2, 3], `${side}: once each, in order`)
  }
}

async function countsDown(timer: Locator) {
  const seconds = async () => Number.parseInt(await timer.innerText(), 10)
  const first = await seconds()
  assert.ok(first > 0 && first <= 20, `${first} s`)
  await appear(async () => (await seconds()) < first, 5_000, 'the countdown to move')
}

/** What the page's WebSockets heard, as one text. */
function framesOf(page: Page): () => string {
  const frames: string[] = []
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => frames.push(String(payload))),
  )
  return () => frames.join('\n')
}
