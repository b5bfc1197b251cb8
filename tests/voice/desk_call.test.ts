// A call in the desk, in a real browser with a microphone: answered, muted, held, kept over a reload,
// hung up, and heard again.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Call, EventPage, Page as PageOf } from '@parley/api'
import { eventually } from '../harness/eventually.ts'
import { CallBar } from './desk_call.ts'
import { AGENT_HZ, CALLER, hears, notes, over, rang, seat, telephone } from './telephone.ts'
import { hasSipp } from './voice.ts'

const skip = !hasSipp && 'sipp is not installed'

test('a call is answered, spoken in and kept over a reload of the page', { skip }, async (t) => {
  const line = await telephone(t)
  const { ann, boss } = line.scene.house
  const desk = await seat(line, ann)
  const { page } = desk
  const bar = new CallBar(desk)
  const { words } = bar

  const caller = line.call()
  await desk.offer.waitFor()
  const ring = await eventually(() => rang(page))
  assert.ok(ring.page.includes(CALLER), 'who calls stands there before it rings')
  assert.ok(ring.page.includes(desk.words.contact.this_session), 'and what is known of them')
  await page.keyboard.press('Alt+KeyA')
  const answered = await hears(page, AGENT_HZ)
  await bar.phase('talking')
  await bar.region.getByText(words.recording.running, { exact: true }).waitFor()

  await page.keyboard.press('m')
  await hears(page, 0)
  await bar.press(words.unmute)
  await hears(page, AGENT_HZ)
  await page.keyboard.press('Alt+KeyH')
  await bar.phase('held')
  await hears(page, 0)
  await bar.press(words.resume)
  await hears(page, AGENT_HZ)

  await bar.press(words.recording.pause)
  await bar.region.getByText(words.recording.paused, { exact: true }).waitFor()
  await bar.press(words.recording.resume)

  const before = await notes(page)
  const sent = page.waitForResponse((one) => one.url().endsWith('/keys') && one.status() === 204)
  await bar.press(words.keypad)
  await page.keyboard.type('5')
  await sent
  assert.equal((await notes(page)) - before, 2, 'a key is two notes, heard by whoever presses it')
  await page.keyboard.press('Escape')

  const warned = new Promise<string>((done) => {
    page.once('dialog', (dialog) => {
      done(dialog.type())
      void dialog.accept()
    })
  })
  const loading = Date.now()
  await page.reload({ waitUntil: 'commit' })
  assert.equal(await warned, 'beforeunload')
  await hears(page, AGENT_HZ)
  const again = Date.now() - loading
  await bar.phase('talking')

  await bar.press(words.hang_up)
  assert.equal(await over(caller), 0)
  await bar.gone()
  await bar.card().getByText(words.card.result.answered).waitFor()
  t.diagnostic(`heard after ${answered} ms, and ${again} ms after a reload`)

  await played(line, boss, ann)
})

type Line = Awaited<ReturnType<typeof telephone>>
type Somebody = Line['scene']['house']['boss']

/** A supervisor of it plays what was said; that is written down. */
async function played(line: Line, boss: Somebody, ann: Somebody) {
  const { items } = await boss.caller.get<PageOf<{ id: string }>>('/sessions?list=closed')
  const desk = await line.scene.desk(boss, { path: `/sessions/${items[0]?.id}` })
  const bar = new CallBar(desk)
  const { player } = bar.words
  const card = bar.card()
  await card.getByText(ann.name).waitFor()
  await card.getByRole('button', { name: /\(00:/ }).click()
  const place = card.getByRole('slider', { name: player.seek })
  await place.waitFor()
  await desk.page.waitForFunction(
    () => (document.querySelector('[data-player] path')?.getAttribute('d') ?? '').length > 100,
  )
  await card.getByRole('button', { name: player.play, exact: true }).click()
  await desk.page.waitForFunction(() =>
    Number(document.querySelector('[data-player] [role=slider]')?.getAttribute('aria-valuenow')),
  )
  await place.press('Home')
  await card.getByLabel(player.speed).selectOption('2')
  await card.getByRole('button', { name: player.pause, exact: true }).click()
  const heard = await boss.caller.get<EventPage>('/events?after=0')
  const plays = heard.items.filter(({ event }) => event.kind === 'recording_played')
  assert.equal(plays.length, 1, 'one reading is written down')

  await card.getByRole('button', { name: player.delete, exact: true }).click()
  const dialog = desk.page.getByRole('dialog', { name: player.delete_title })
  await dialog.getByRole('button', { name: player.delete, exact: true }).click()
  await card.getByText(bar.words.card.recording_deleted).waitFor()
}

test('a caller hung up is seen at once; one who gave up is told so', { skip }, async (t) => {
  const line = await telephone(t)
  const { ann } = line.scene.house
  const desk = await seat(line, ann)
  const bar = new CallBar(desk)
  const caller = line.call()
  await desk.offer.waitFor()
  await desk.decline()
  const { items } = await ann.caller.get<PageOf<Call>>('/calls')
  assert.equal(items[0]?.state, 'waiting')
  await desk.beReady()
  await desk.offer.waitFor()
  await desk.page.keyboard.press('Alt+KeyA')
  await hears(desk.page, AGENT_HZ)
  await ann.caller.post(`/calls/${items[0]?.id}/hang-up`)
  await over(caller)
  await bar.gone()
})
