// A talk between a visitor's page and an agent's, and what both must show after it.

import type { Message, Page as PageOf, Session } from '@parley/api'
import assert from 'node:assert/strict'
import type { Locator } from 'playwright-core'
import type { Caller } from '../harness/client.ts'
import type { Desk } from './desk.ts'
import { appear } from './wait.ts'
import type { Widget } from './widget.ts'

export const ARRIVE_WITHIN_MS = 20_000

export async function exchangePictures(visitor: Widget, agent: Desk) {
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

/** Both pages show what is stored, once each and in order; answers what the visitor may see. */
export async function sameEverywhere(
  boss: Caller,
  visitor: Widget,
  agent: Desk,
): Promise<string[]> {
  const settled = async () =>
    (await visitor.chat.getByText(visitor.words.chat.sending, { exact: true }).count()) === 0 &&
    (await agent.page.getByText(agent.words.thread.sending).count()) === 0
  await appear(settled, ARRIVE_WITHIN_MS, 'everything to be delivered')

  const kept = await stored(boss)
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
  return textsOf(open)
}

async function stored(boss: Caller): Promise<Message[]> {
  const { conversation_id } = await onlySession(boss, 'all')
  const path = `/conversations/${conversation_id}/messages?limit=200`
  const { items } = await boss.get<PageOf<Message>>(path)
  return items.filter((one) => one.kind === 'text')
}

export async function onlySession(boss: Caller, list: string): Promise<Session> {
  const { items } = await boss.get<PageOf<Session>>(`/sessions?list=${list}`)
  assert.equal(items.length, 1)
  return items[0] as Session
}

const textsOf = (messages: readonly Message[]) => messages.map((one) => one.text)
