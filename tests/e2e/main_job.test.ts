// The main job from end to end, in both languages: a visitor writes, the right agent answers, the
// server dies in the middle, and nobody has to know.

import type { Message, Page as PageOf, Session } from '@parley/api'
import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'
import { Desk } from './desk.ts'
import { play, type Scene } from './scene.ts'
import { appear } from './wait.ts'
import type { Widget } from './widget.ts'
import { fill, LOCALES, type Locale } from './words.ts'
import { PASSWORD } from '../harness/house.ts'

const ARRIVE_WITHIN_MS = 20_000
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
  await exchangePictures(visitor, bob)
  await bob.note(NOTE)

  await outage(scene, visitor, bob)
  await sameEverywhere(scene, visitor, bob)
  await typingInSight(visitor, bob)

  await bob.close(said.summary)
  await visitor.rate(5, said.thanks)
  const rated = fill(bob.words.conversations.rated, { score: 5 })
  await bob.page.getByText(rated).waitFor()
  await bob.page.getByText(`“${said.thanks}”`).waitFor()
  const session = await onlySession(scene, 'closed')
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

async function exchangePictures(visitor: Widget, agent: Desk) {
  const buffer = await visitor.page.screenshot({ clip: { x: 0, y: 0, width: 320, height: 200 } })
  await visitor.sendFile({ name: 'cup.png', mimeType: 'image/png', buffer })
  await isThumbnail(agent.picture('cup.png'))
  await isThumbnail(visitor.picture('cup.png'))
  await agent.sendFile({ name: 'leaf.png', mimeType: 'image/png', buffer })
  await isThumbnail(visitor.picture('leaf.png'))
  await isThumbnail(agent.picture('leaf.png'))
}

async function isThumbnail(picture: Locator) {
  await picture.waitFor()
  await picture.scrollIntoViewIfNeeded()
  const loaded = () => picture.evaluate((one) => (one as HTMLImageElement).naturalWidth > 0)
  await appear(loaded, ARRIVE_WITHIN_MS, 'the picture to be drawn')
  assert.match((await picture.getAttribute('src')) ?? '', /\/thumbnail$/)
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

async function sameEverywhere(scene: Scene, visitor: Widget, agent: Desk) {
  for (const last of ['v3 while away', 'a3 while away']) {
    await agent.log.locator('[data-seq]').filter({ hasText: last }).waitFor()
  }
  const settled = async () =>
    (await visitor.chat.getByText(visitor.words.chat.sending, { exact: true }).count()) === 0 &&
    (await agent.page.getByText(agent.words.thread.sending).count()) === 0
  await appear(settled, ARRIVE_WITHIN_MS, 'everything to be delivered')

  const kept = await stored(scene)
  const open = kept.filter((one) => one.visibility === 'everyone')
  await appear(
    async () => (await visitor.texts()).length - 1 === open.length,
    ARRIVE_WITHIN_MS,
    'the visitor to see all',
  )
  assert.deepEqual(await agent.texts(), textsOf(kept), 'the desk shows what is stored')
  assert.deepEqual(
    (await visitor.texts()).slice(1),
    textsOf(open),
    'the widget, after its greeting',
  )
  for (const side of ['v', 'a']) {
    const mine = textsOf(open).filter((text) => new RegExp(`^${side}\\d `).test(text))
    const numbers = mine.map((text) => Number(text[1]))
    assert.deepEqual(numbers, [0, 1, 2, 3], `${side}: once each, in order`)
  }
}

async function stored(scene: Scene): Promise<Message[]> {
  const { conversation_id } = await onlySession(scene, 'all')
  const path = `/conversations/${conversation_id}/messages?limit=200`
  const { items } = await scene.house.boss.caller.get<PageOf<Message>>(path)
  return items.filter((one) => one.kind === 'text')
}

async function onlySession(scene: Scene, list: string): Promise<Session> {
  const path = `/sessions?list=${list}`
  const { items } = await scene.house.boss.caller.get<PageOf<Session>>(path)
  assert.equal(items.length, 1)
  return items[0] as Session
}

const textsOf = (messages: readonly Message[]) => messages.map((one) => one.text)

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
