// The demo: weeks of a bilingual house, made once; and a visitor of its shop is heard.

import type { Agent, Page as PageOf, Queue, Session } from '@parley/api'
import assert from 'node:assert/strict'
import { Caller } from '../harness/client.ts'
import { DEMO_PASSWORD } from '../harness/house.ts'
import type { Server } from '../harness/server.ts'
import { play } from './scene.ts'
import { Widget } from './widget.ts'
import { LOCALES } from './words.ts'

const SESSIONS_MIN = 300
const DAYS_MIN = 14
const DAY_MS = 24 * 60 * 60 * 1000

play(
  'the demo is a lived-in house, made once, whose shop can be talked to',
  { demo: true },
  async (scene) => {
    const { server } = scene
    const past = await history(server)
    await isBelievable(server, past)

    assert.equal(await server.stop(), 0)
    await server.start()
    assert.deepEqual(idsOf(await history(server)), idsOf(past), 'a restart makes it no second time')

    const desk = await scene.desk({ caller: await as(server, 'tom') })
    await desk.page.getByText(desk.words.shell.demo).waitFor()
    await desk.beReady()
    const page = await scene.somebody()
    await page.goto(`${server.origin}/demo/`)
    const visitor = new Widget(page, 'en')
    await visitor.open()
    await visitor.say('Is the oolong roasted?')
    await visitor.bubble('Is the oolong roasted?').waitFor()
    const { sent } = visitor.words.chat
    await visitor.chat.locator('li.message.own .meta').filter({ hasText: sent }).waitFor()
    await desk.offer.getByText('Is the oolong roasted?').waitFor()
  },
)

async function isBelievable(server: Server, past: readonly Session[]) {
  assert.ok(past.length >= SESSIONS_MIN, `${past.length} sessions are closed`)
  const opened = past.map((one) => one.opened_at)
  const days = (Math.max(...opened) - Math.min(...opened)) / DAY_MS
  assert.ok(days >= DAYS_MIN, `they were opened within ${days} days`)
  const locales = new Set(past.map((one) => one.contact_locale))
  assert.deepEqual([...locales].sort(), LOCALES)

  const boss = await as(server, 'admin')
  const agents = await boss.get<PageOf<Agent>>('/agents')
  const roles = new Set(agents.items.map((one) => one.role))
  assert.deepEqual([...roles].sort(), ['administrator', 'agent', 'supervisor'])
  const queues = await boss.get<PageOf<Queue>>('/queues')
  assert.ok(queues.items.length >= 2, `${queues.items.length} queues`)
}

/** Every closed session. */
async function history(server: Server): Promise<Session[]> {
  const boss = await as(server, 'admin')
  const sessions: Session[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const path = `/sessions?list=closed&limit=200${cursor && `&cursor=${cursor}`}`
    const page: PageOf<Session> = await boss.get(path)
    sessions.push(...page.items)
    cursor = page.next_cursor
  }
  return sessions
}

async function as(server: Server, who: string): Promise<Caller> {
  const caller = new Caller(server)
  await caller.signIn(`${who}@demo.parley`, DEMO_PASSWORD)
  return caller
}

const idsOf = (sessions: readonly Session[]) => sessions.map((one) => one.id)
