// axe-core finds nothing on any page of the desk, the widget and the demo shop: on a desktop in English,
// light and dark; and on a phone in Chinese.

import type { Inbox, Page as PageOf, Session } from '@parley/api'
import { Caller } from '../harness/client.ts'
import { DEMO_PASSWORD, PASSWORD, siteInbox } from '../harness/house.ts'
import type { Desk } from './desk.ts'
import { Inspector, type Scheme } from './inspector.ts'
import { play, type Scene } from './scene.ts'
import { Widget } from './widget.ts'
import { deskWords, fill, type Locale } from './words.ts'

const SETTINGS = [
  'company',
  'inboxes',
  'inboxes/new',
  'queues',
  'queues/new',
  'agents',
  'agents/new',
  'entry-rules',
  'priority',
  'calendars',
  'calendars/new',
  'contacts',
  'segments',
  'presence-reasons',
  'webhooks',
  'webhooks/new',
  'routing-hook',
  'api-keys',
]

interface View {
  locale: Locale
  phone: boolean
  schemes: readonly Scheme[]
}

/** What contrasts in one language does so in the other, so that one is looked at in the dark. */
const VIEWS: readonly View[] = [
  { locale: 'en', phone: false, schemes: ['light', 'dark'] },
  { locale: 'zh-CN', phone: true, schemes: ['light'] },
]
/** No page looks different on another database: there the quicker view is enough. */
const views = process.env.PARLEY_TEST_DATABASE ? VIEWS.slice(1) : VIEWS

interface Tour extends View {
  scene: Scene
  inspector: Inspector
}

for (const view of views) {
  const where = `${view.locale}, on a ${view.phone ? 'phone' : 'desktop'}`
  const tour = (scene: Scene) => ({ ...view, scene, inspector: new Inspector(view.schemes) })
  play(`axe finds nothing in the wizard (${where})`, { empty: true }, (scene) =>
    wizard(tour(scene)),
  )
  play(
    `axe finds nothing in the desk, the widget and the demo shop (${where})`,
    { demo: true, withinMs: 180_000 },
    (scene) => demo(tour(scene)),
  )
}

async function wizard(tour: Tour) {
  const { scene, inspector } = tour
  const { setup } = deskWords(tour.locale)
  const page = await scene.somebody(tour)
  const next = (label: string) => page.getByRole('button', { name: label, exact: true }).click()
  await page.goto(scene.server.origin)
  await page.getByLabel(setup.company.company).fill('Lantern Tea')
  await inspector.look('wizard: company', page)
  await next(setup.next)
  await next(setup.administrator.create)
  await inspector.look('wizard: administrator, refused', page)
  await page.getByLabel(setup.administrator.yourName).fill('Ada')
  await page.getByLabel(setup.administrator.email).fill('ada@lantern.example')
  await page.getByRole('textbox', { name: setup.administrator.password }).fill(PASSWORD)
  await next(setup.administrator.create)
  await page.getByRole('heading', { name: setup.inbox.title }).waitFor()
  await inspector.look('wizard: inbox', page)
  await next(setup.inbox.create)
  await page.getByRole('heading', { name: setup.connect.title }).waitFor()
  await inspector.look('wizard: connect', page)
  await next(setup.next)
  await page.getByRole('heading', { name: setup.invite.title }).waitFor()
  await inspector.look('wizard: invite', page)
  inspector.end(5 * tour.schemes.length)
}

async function demo(tour: Tour) {
  const { scene, inspector } = tour
  const boss = new Caller(scene.server)
  const stranger = await scene.somebody(tour)
  await stranger.goto(`${scene.server.origin}/sign-in`)
  await stranger.getByRole('heading', { name: deskWords(tour.locale).signIn.demoTitle }).waitFor()
  await stranger.getByText('admin@demo.parley').waitFor()
  await inspector.look('sign-in', stranger)
  await boss.signIn('admin@demo.parley', DEMO_PASSWORD)
  const key = siteInbox(await boss.get<PageOf<Inbox>>('/inboxes')).public_key

  await shopAndLeaving(tour, key)
  const visitor = await talking(tour, key)
  await settings(tour, boss)
  await reports(tour, boss)
  await visitor.rating.waitFor()
  await inspector.look('widget: rating', visitor.page, visitor.chat)
  await visitor.rate(5, 'Lovely')
  await inspector.look('widget: rated', visitor.page, visitor.chat)
  inspector.end(23 * tour.schemes.length)
}

async function shopAndLeaving(tour: Tour, key: string) {
  const { scene, inspector } = tour
  const page = await scene.somebody(tour)
  await page.goto(`${scene.server.origin}/demo/?inbox=${key}`)
  await page.waitForFunction(() => document.querySelector('parley-chat'))
  await inspector.look('demo shop', page)
  const widget = new Widget(page, tour.locale)
  await widget.open()
  await widget.chat.getByRole('heading', { name: widget.words.leave.title }).waitFor()
  await inspector.look('widget: leave a message', page, widget.chat)
  const send = widget.chat.getByRole('button', { name: widget.words.leave.send })
  await send.click()
  await send.hover()
  await inspector.look('widget: leave a message, refused', page, widget.chat)
}

/** A session's life on both sides; answers the visitor who is asked for a rating. */
async function talking(tour: Tour, key: string): Promise<Widget> {
  const { scene, inspector } = tour
  const caller = new Caller(scene.server)
  await caller.signIn('xiaoyu@demo.parley', DEMO_PASSWORD)
  const desk = await scene.desk({ caller }, tour)
  await inspector.look('desk: empty list', desk.page)
  await desk.presence.click()
  await inspector.look('desk: presence menu', desk.page)
  await desk.page.keyboard.press('Escape')
  await desk.beReady()

  const page = await scene.somebody(tour)
  await page.goto(`${scene.server.origin}/chat/${key}`)
  const visitor = new Widget(page, tour.locale)
  await visitor.field.waitFor()
  await inspector.look('chat page', page)
  await visitor.say('Which kettle for green tea? https://example.org/kettles')
  await desk.offer.filter({ hasText: 'Which kettle' }).waitFor()
  await inspector.look('desk: offer', desk.page)
  await desk.accept('Which kettle')
  await conversation(tour, desk, visitor)
  return visitor
}

async function conversation(tour: Tour, desk: Desk, visitor: Widget) {
  const { inspector } = tour
  const { page, words } = desk
  const buffer = await page.screenshot({ clip: { x: 0, y: 0, width: 200, height: 120 } })
  const image = { name: 'kettle.png', mimeType: 'image/png', buffer }
  await desk.say('One with a thermometer.')
  await desk.sendFile(image)
  await desk.note('Gave the kettle link')
  await visitor.picture(image.name).waitFor()
  await visitor.sendFile({ name: 'list.txt', mimeType: 'text/plain', buffer: Buffer.from('tea') })
  await visitor.chat.getByText('list.txt').waitFor()
  await desk.page.getByText('list.txt').first().waitFor()
  await visitor.field.pressSequentially('So')
  await desk.log.getByText(words.thread.typing.replace('{name}', '')).waitFor()
  await inspector.look('desk: thread', page)
  await inspector.look('widget: chat', visitor.page, visitor.chat)
  await visitor.chat.getByRole('button', { name: visitor.words.chat.emoji, exact: true }).click()
  await inspector.look('widget: emoji', visitor.page, visitor.chat)
  await visitor.page.keyboard.press('Escape')

  await page.getByRole('tab', { name: words.composer.note }).click()
  await inspector.look('desk: note', page)
  await page.getByRole('button', { name: words.conversations.transfer }).click()
  await page.getByRole('dialog', { name: words.closing.transfer.title }).waitFor()
  await inspector.look('desk: transfer', page)
  await page.keyboard.press('Escape')
  if (!tour.phone) {
    await page.getByRole('button', { name: words.shell.keys }).click()
    await inspector.look('desk: keys', page)
    await page.keyboard.press('Escape')
  }
  await page.getByRole('button', { name: words.conversations.close }).click()
  await page.getByRole('dialog', { name: words.closing.title }).waitFor()
  await inspector.look('desk: close', page)
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await desk.close('A kettle with a thermometer.')
  await page.getByText(words.conversations.closed.by_agent).waitFor()
  await inspector.look('desk: closed thread', page)
}

async function settings(tour: Tour, boss: Caller) {
  const { scene, inspector } = tour
  const desk = await scene.desk({ caller: boss }, tour)
  await desk.show('closed')
  await desk.rows().first().waitFor()
  await inspector.look('desk: closed list', desk.page)
  const { items } = await boss.get<PageOf<Session>>('/sessions?list=closed&limit=1')
  await desk.page.goto(`${scene.server.origin}/sessions/${items[0]?.id}`)
  await desk.log.locator('[data-seq]').first().waitFor()
  await inspector.look('desk: a past session', desk.page)

  const queue = (await boss.get<PageOf<{ id: string }>>('/queues')).items[0]?.id
  const inbox = siteInbox(await boss.get<PageOf<Inbox>>('/inboxes')).id
  const agent = (await boss.get<PageOf<{ id: string }>>('/agents')).items[0]?.id
  const calendar = (await boss.get<PageOf<{ id: string }>>('/calendars')).items[0]?.id
  const records = [
    `inboxes/${inbox}`,
    `queues/${queue}`,
    `agents/${agent}`,
    `calendars/${calendar}`,
    'skills',
    'sign-ins',
  ]
  for (const path of [...SETTINGS, ...records]) {
    await desk.page.goto(`${scene.server.origin}/settings/${path}`)
    await desk.page.locator('main h1, main h2').first().waitFor()
    await desk.page.waitForFunction(() => !document.querySelector('[aria-busy=true]'))
    await inspector.look(
      fill('settings: {path}', { path: path.replace(/[0-9a-f-]{36}/, 'one') }),
      desk.page,
    )
  }
}

async function reports({ scene, inspector, ...tour }: Tour, boss: Caller) {
  const { page, words } = await scene.desk({ caller: boss }, tour)
  await page.goto(`${scene.server.origin}/reports`)
  await page.getByRole('table').waitFor()
  await inspector.look('reports', page)
  const explain = fill(words.reports.explain, { figure: words.figure.sessions_opened.name })
  await page.getByRole('button', { name: explain }).first().click()
  await inspector.look('reports: what a figure means', page)
  await page.keyboard.press('Escape')
  await page.getByRole('table').getByRole('button').nth(1).click()
  await page.getByRole('dialog').waitFor()
  await inspector.look('reports: the list behind a number', page)
}
