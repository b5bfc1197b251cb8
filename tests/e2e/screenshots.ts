// Makes the pictures of docs/screenshots from the demo's data, with chats going on in it.
//
//     node tests/e2e/screenshots.ts [FOLDER]
//
// PARLEY_BIN and PARLEY_WEB as for the tests. Look at what it made before it is committed. Those of a
// telephone call are made by tests/voice/screenshots.ts.

import type { Inbox, Page as PageOf, Session, VisitorCredential } from '@parley/api'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { Caller, type Line } from '../harness/client.ts'
import { siteInbox } from '../harness/house.ts'
import { Server } from '../harness/server.ts'
import type { Desk } from './desk.ts'
import { launch, Scene } from './scene.ts'
import { clearQueue, DEMO_PASSWORD as PASSWORD } from './demo.ts'
import { DESKTOP, shoot } from './shoot.ts'
import { Widget, type File } from './widget.ts'
import { SCRIPTS, type Script, type Talk } from './screenshots_talk.ts'

const LOOK_EVERY_MS = 100

interface Stage {
  scene: Scene
  boss: Caller
  inbox: Inbox
}

async function main() {
  const scene = new Scene(await Server.start({ demo: true }), await launch())
  try {
    const boss = new Caller(scene.server)
    await boss.signIn('admin@demo.parley', PASSWORD)
    const inbox = siteInbox(await boss.get<PageOf<Inbox>>('/inboxes'))
    const stage = { scene, boss, inbox }
    await clearQueue(scene.server, boss)
    for (const script of SCRIPTS) await perform(stage, script)
    await settings(stage)
    await phone(stage)
  } catch (error) {
    console.error(await scene.tell('screenshots'))
    throw error
  } finally {
    await scene.close()
  }
}

/** One agent on duty in one language, with several visitors; ends with the agent off duty. */
async function perform(stage: Stage, script: Script) {
  const { scene } = stage
  const agent = new Caller(scene.server)
  await agent.signIn(script.agent, PASSWORD)
  const desk = await scene.desk({ caller: agent }, { locale: script.locale })
  await desk.page.setViewportSize(DESKTOP)
  await desk.beReady()
  for (const talk of script.others) await converse(stage, agent, talk)

  const page = await shop(stage, script)
  const buffer = await page.locator('.scene').screenshot()
  const picture = { name: 'teapot.png', mimeType: 'image/png', buffer }
  const widget = new Widget(page, script.locale)
  await widget.open()
  await mainTalk(stage, script, desk, widget, picture)
  await shoot(desk.page, `desk-${script.name}`)
  await shoot(page, `widget-${script.name}`)
  if (script.name === 'en') {
    await desk.page.emulateMedia({ colorScheme: 'dark' })
    await shoot(desk.page, 'desk-dark')
    await desk.page.emulateMedia({ colorScheme: 'light' })
    await offer(stage, desk)
  }
  await agent.post('/me/presence', { presence: 'away', reason: 'rest' })
}

async function shop({ scene }: Stage, script: Script): Promise<Page> {
  const page = await scene.somebody({ locale: script.locale })
  await page.setViewportSize(DESKTOP)
  await page.goto(`${scene.server.origin}/demo/?lang=${script.locale}`)
  return page
}

async function mainTalk(stage: Stage, script: Script, desk: Desk, widget: Widget, picture: File) {
  const [question = '', ...rest] = script.main.lines
  await widget.say(question)
  await desk.offer.waitFor()
  await desk.accept(question)
  const session = await newest(stage.boss, question)
  const { contact_id } = session
  const { name, email, note } = script.main
  await stage.boss.patch(`/contacts/${contact_id}`, { name, email, note })
  for (const [at, line] of rest.entries()) {
    if (at % 2 === 0) await desk.say(line)
    else await widget.say(line)
    await (at % 2 === 0 ? widget : desk).bubble(line).waitFor()
  }
  await widget.sendFile(picture)
  await desk.picture(picture.name).waitFor()
  await widget.say(script.main.picture)
  await desk.note(script.main.private)
  await desk.say(script.main.last)
  await widget.bubble(script.main.last).waitFor()
  await widget.field.pressSequentially(script.main.typing)
  await desk.isTyping(name).waitFor()
}

/** A visitor without a browser: says a first word, is accepted, goes on; may end unanswered. */
async function converse(stage: Stage, agent: Caller, talk: Talk): Promise<Line> {
  const { server } = stage.scene
  const credential = await new Caller(server).post<VisitorCredential>('/visitors', {
    inbox_key: stage.inbox.public_key,
    locale: talk.locale,
    name: talk.name,
  })
  const line = await new Caller(server, credential).line({ inboxKey: stage.inbox.public_key })
  const say = async (text: string) => {
    const client_msg_id = randomUUID()
    const source = {
      page_url: `https://tea.example${talk.path}`,
      page_title: talk.title,
      referrer: '',
    }
    line.send({ type: 'send', client_msg_id, text, source })
    await line.until((frame) => frame.type === 'ack' && frame.client_msg_id === client_msg_id)
  }
  const [first = '', ...rest] = talk.lines
  await say(first)
  if (talk.waits) return line
  const session = await offered(stage.boss, first)
  await agent.post(`/sessions/${session.id}/accept`, { offer: session.offer?.number })
  for (const [at, text] of rest.entries()) {
    if (at % 2 === 1) await say(text)
    else {
      const client_msg_id = randomUUID()
      await agent.post(`/conversations/${session.conversation_id}/messages`, {
        client_msg_id,
        text,
      })
    }
  }
  return line
}

async function newest(boss: Caller, said: string): Promise<Session> {
  const { items } = await boss.get<PageOf<Session>>('/sessions?list=all')
  for (const session of items) {
    const path = `/conversations/${session.conversation_id}/messages`
    const messages = await boss.get<PageOf<{ text: string }>>(path)
    if (messages.items.some((one) => one.text === said)) return session
  }
  throw new Error(`nobody said “${said}”`)
}

async function offered(boss: Caller, said: string): Promise<Session> {
  for (let tries = 0; tries < 50; tries++) {
    const session = await newest(boss, said)
    if (session.offer) return session
    await sleep(LOOK_EVERY_MS)
  }
  throw new Error(`“${said}” was not offered`)
}

async function offer(stage: Stage, desk: Desk) {
  const script = SCRIPTS[0]
  if (!script) return
  const visitor = await converse(stage, stage.boss, script.offered)
  await desk.offer.filter({ hasText: script.offered.name }).waitFor()
  await shoot(desk.page, 'offer')
  await desk.accept(script.offered.name)
  visitor.close()
}

async function settings({ scene, boss, inbox }: Stage) {
  const desk = await scene.desk({ caller: boss }, { path: `/settings/inboxes/${inbox.id}` })
  await desk.page.setViewportSize(DESKTOP)
  await desk.page.getByRole('heading', { name: inbox.name }).first().waitFor()
  await shoot(desk.page, 'settings-inbox')
}

/** A short talk on a phone. */
async function phone(stage: Stage) {
  const script = SCRIPTS[1]
  if (!script) return
  const caller = new Caller(stage.scene.server)
  await caller.signIn('ming@demo.parley', PASSWORD)
  const desk = await stage.scene.desk({ caller }, { locale: script.locale })
  await desk.beReady()
  const page = await stage.scene.somebody({ locale: script.locale, phone: true })
  await page.goto(`${stage.scene.server.origin}/demo/?lang=${script.locale}`)
  const widget = new Widget(page, script.locale)
  await widget.open()
  const [question = '', ...rest] = script.phone
  await widget.say(question)
  await desk.accept(question)
  for (const [at, line] of rest.entries()) {
    if (at % 2 === 0) await desk.say(line)
    else await widget.say(line)
    await widget.bubble(line).waitFor()
    await desk.bubble(line).waitFor()
  }
  await shoot(page, 'widget-phone')
}

await main()
