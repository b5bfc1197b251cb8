// What happens to the whole house: it is killed and comes back, it is closed for a day, it is
// telephoned, and a last rush comes.

import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Calendar, Queue } from '@parley/api'
import { CallBar } from '../voice/desk_call.ts'
import { AGENT_HZ, hears, over } from '../voice/telephone.ts'
import { becomes } from './acts_chat.ts'
import { CALL_SHARE, CARE, SALES, type Stage } from './stage.ts'
import { fill } from './words.ts'

const VALID_TALK_MS = 5_000
const BIG = 9

/** Killed while one waits, one is asked and others are served. */
export async function restart(stage: Stage) {
  await stage.closes('Otto')
  await stage.comes('Vic')
  await stage.isOffered('Vic', 'Bob')
  await stage.comes('Wim')
  await stage.agree('before the restart')
  const { server } = stage.house
  await server.kill()
  await server.start()
  for (const desk of [...stage.desks.values(), stage.views.board, stage.views.report.desk]) {
    const live = desk.page.getByText(desk.words.shell.line.live, { exact: true })
    await live.waitFor({ state: 'attached' })
  }
  for (const guest of stage.guests.values()) await guest.again()
  await stage.agree('after the restart')
  await stage.accepts('Vic')
  await stage.answers('Vic', 'Here we are again')
  await stage.agree('it goes on where it was')
}

/** By an exception of the calendar: whoever comes leaves a message. */
export async function closedForToday(stage: Stage) {
  const { boss, queue } = stage.house
  const always = [{ from: '00:00', to: '00:00' }]
  const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
  const week = Object.fromEntries(days.map((day) => [day, always]))
  const terms = { zone: 'UTC', week, exceptions: [] }
  const { id } = await boss.caller.post<Calendar>('/calendars', { name: 'Hours', terms })
  await boss.caller.patch<Queue>(`/queues/${queue.id}`, { calendar_id: id })
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10)
  const holiday = {
    first: day(Date.now()),
    last: day(Date.now() + 86_400_000),
    name: 'Holiday',
    hours: [],
  }
  await boss.caller.patch(`/calendars/${id}`, { terms: { ...terms, exceptions: [holiday] } })
  await stage.comes('Xia', { left: true })
  assert.equal((await stage.session('Xia')).left_message, true)
  await stage.isOffered('Xia', 'Ann')
  await stage.agree('a message was left')
  await boss.caller.patch(`/calendars/${id}`, { terms })
  await stage.accepts('Xia')
  await stage.answers('Xia', 'We are back')
  await stage.agree('and is answered')
}

/** Ann is called; Sue listens, and whispers. */
export async function call(stage: Stage) {
  const ann = stage.desk('Ann')
  const sue = stage.desk('Sue')
  const { page, words } = sue
  const bar = new CallBar(ann)
  const caller = stage.line.call()
  stage.book.opens('Call', SALES, { share: CALL_SHARE, isCall: true })
  await ann.offer.waitFor()
  stage.book.offered('Call', 'Ann')
  await stage.agree('it rings')
  await ann.page.keyboard.press('Alt+KeyA')
  await hears(ann.page, AGENT_HZ)
  const began = Date.now()
  stage.book.accepted('Call')
  const path = new URL(ann.page.url()).pathname
  await page.goto(stage.house.server.origin + path)
  const { supervise } = words.floor
  const beside = page.getByRole('region', { name: supervise.label })
  for (const mode of ['listen', 'whisper'] as const) {
    await beside.getByRole('button', { name: supervise[mode], exact: true }).click()
    await beside.getByText(supervise.is[mode]).waitFor()
    await ann.page.getByText(fill(supervise.told[mode], { name: 'Sue' })).waitFor()
  }
  await stage.agree('a supervisor listens in')
  await beside.getByRole('button', { name: supervise.stop, exact: true }).click()
  await sleep(Math.max(0, began + VALID_TALK_MS + 1_000 - Date.now()))
  await bar.press(bar.words.hang_up)
  assert.equal(await over(caller), 0)
  await bar.gone()
  stage.book.closes('Call', true)
  await stage.agree('it was a call')
}

/** A big client and one who comes back, and all who are left; everybody is served and rates. */
export async function rush(stage: Stage) {
  await becomes(stage, 'Otto', BIG)
  await stage.comes('Otto', { queue: CARE })
  await stage.isServed('Otto again', 'Cy')
  stage.book.repeats('Lars')
  await stage.comes('Lars')
  await stage.isServed('Lars again', 'Ann')
  for (const [name, agent] of [
    ['Tia', 'Ann'],
    ['Uma', 'Bob'],
  ] as const) {
    await stage.comes(name)
    await stage.isServed(name, agent)
  }
  for (const name of ['Yan', 'Zoe']) await stage.comes(name)
  await stage.isOffered('Yan', 'Bob')
  await stage.agree('a last rush')
  // Neither who went on to Care nor who was served is among those who wait.
  const { page, words } = stage.desk('Ann')
  const waiting = page.getByRole('tab', { name: words.sessions.list.queue })
  await waiting.filter({ hasText: /\D2$/ }).waitFor()
}

/** Everybody is served, somebody in silence; they rate, and nobody is left. */
export async function emptied(stage: Stage) {
  await stage.accepts('Yan')
  for (const title of ['Otto again', 'Tia', 'Yan']) await stage.answers(title, `Hello ${title}`)
  await stage.closes('Tia')
  await stage.isServed('Zoe', 'Ann')
  await stage.closes('Uma')
  for (const [name, score] of [
    ['Tia', 4],
    ['Pia', 2],
  ] as const) {
    await stage.guests.get(name)?.rate(score)
    stage.book.rates(name, score)
  }
  const open = [...stage.book.sessions].filter(([, one]) => one.state !== 'closed')
  for (const [title] of open) await stage.closes(title)
  await stage.agree('everybody is served')
}
