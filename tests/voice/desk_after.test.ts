// After a call in the desk: the summary of what was hung up, wrapping up, and numbers that call; and a
// desk phone of one's own, which is answered and called on instead of the browser.
// With SHOTS=FOLDER pictures of what changed are left there.

import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import type { Page } from 'playwright-core'
import type { Phone, PhoneMade, Session } from '@parley/api'
import type { Page as PageOf } from '@parley/api'
import { fill } from '../e2e/words.ts'
import { eventually } from '../harness/eventually.ts'
import { visit, type Person } from '../harness/house.ts'
import { Baresip, hasBaresip } from './baresip.ts'
import { CallBar } from './desk_call.ts'
import { AGENT_HZ, hears, over, seat, telephone } from './telephone.ts'
import type { SeatOptions, Telephone } from './telephone.ts'
import { hasSipp } from './voice.ts'

const skip = !hasSipp && 'sipp is not installed'
const VIEWS: readonly SeatOptions[] = [
  { locale: 'en' },
  { locale: 'zh-CN', dark: true },
  { locale: 'zh-CN', phone: true },
]
const PHONE_HZ = 1_000
const NUMBER = '138 0013 8001'

async function shoot(page: Page, view: SeatOptions, what: string) {
  if (!process.env.SHOTS) return
  const name = [what, view.locale, view.phone ? 'phone' : 'desktop', view.dark ? 'dark' : 'light']
  await page.screenshot({ path: join(process.env.SHOTS, `${name.join('-')}.png`) })
}

for (const view of VIEWS) {
  const name = `${view.locale}${view.phone ? ', on a phone' : ''}`
  test(
    `a call that was hung up is summarized, and its agent wraps up (${name})`,
    { skip },
    async (t) => {
      const line = await telephone(t)
      const { ann, boss, queue } = line.scene.house
      await boss.caller.patch(`/queues/${queue.id}`, { wrap_up_seconds: 60 })
      const desk = await seat(line, ann, view)
      const { page, words } = desk
      const bar = new CallBar(desk)

      const caller = line.call()
      await desk.offer.getByRole('button', { name: words.call.answer }).click()
      await hears(page, AGENT_HZ)
      await bar.press(words.call.hang_up)
      await over(caller)
      await bar.gone()

      const done = page.getByRole('button', { name: words.shell.wrap_up.done, exact: true })
      await done.waitFor()
      const form = page.getByRole('form', { name: words.closing.after.title })
      await form.getByRole('textbox').fill('Refunded in full; please look at it on Monday.')
      await shoot(page, view, 'summary')
      await form.getByRole('button', { name: words.closing.after.save_done }).click()
      await form.waitFor({ state: 'detached' })
      await done.waitFor({ state: 'detached' })
      await page.getByText('Refunded in full; please look at it on Monday.').first().waitFor()
      await shoot(page, view, 'summarized')
      const { items } = await ann.caller.get<PageOf<Session>>('/sessions?list=closed')
      assert.equal(items[0]?.summary, 'Refunded in full; please look at it on Monday.')
      assert.ok(items[0].resolved)

      await page.getByRole('button', { name: words.closing.after.edit }).click()
      await form.getByRole('textbox').fill('Refunded.')
      await form.getByRole('button', { name: words.closing.after.save, exact: true }).click()
      await form.waitFor({ state: 'detached' })
      assert.equal((await ann.caller.get<Session>(`/sessions/${items[0].id}`)).summary, 'Refunded.')
      assert.deepEqual(line.scene.errors, [])
    },
  )

  test(`a number that somebody wrote calls by a click (${name})`, { skip }, async (t) => {
    const line = await telephone(t)
    const { ann, boss, queue } = line.scene.house
    // Else the chat, or the call, would fill her.
    await boss.caller.patch(`/queues/${queue.id}`, { share: 25 })
    await boss.caller.patch('/voice-settings', { call_share: 50 })
    const desk = await seat(line, ann, view)
    const { page, words } = desk
    const text = `Order 13912345678 is late. Call me: ${NUMBER}, or see https://shop.example/13800138000`
    const conversation = await says(line, text)
    await desk.accept()
    const label = fill(words.call.dial_number, { number: NUMBER })
    const link = page.getByRole('button', { name: label, exact: true })
    await link.first().waitFor()
    await shoot(page, view, 'number')
    const carrier = line.carrier()
    await link.first().click()
    await hears(page, AGENT_HZ)
    const { items } = await ann.caller.get<PageOf<Session>>('/sessions?list=mine')
    assert.equal(items.length, 2, 'the chat, and the call')
    assert.ok(items.some((one) => one.conversation_id === conversation))
    const bar = new CallBar(desk)
    await bar.press(words.call.hang_up)
    await bar.gone()
    carrier.kill('SIGKILL')
    assert.deepEqual(line.scene.errors, [])
  })
}

/** A visitor writes; the conversation. */
async function says(line: Telephone, text: string): Promise<string> {
  const { house } = line.scene
  const widget = await (await visit(house)).line({ inboxKey: house.inbox.public_key })
  widget.send({ type: 'send', client_msg_id: 'after-1', text })
  const ack = await widget.until((one) => one.type === 'ack')
  return ack.type === 'ack' ? ack.message.conversation_id : ''
}

/** A desk phone of theirs that does not ring for offers, and answers what rings it. */
async function deskPhone(t: TestContext, line: Telephone, person: Person): Promise<Phone> {
  const { boss, server } = { ...line.scene.house, ...line.scene }
  const body = { name: 'Desk 3', agent_id: person.id, rings: false }
  const { phone, password } = await boss.caller.post<PhoneMade>('/phones', body)
  const baresip = await Baresip.start(server.folder, PHONE_HZ, {
    user: phone.user,
    password,
    port: line.port,
    transport: 'udp',
    codec: 'PCMA/8000/1',
  })
  t.after(() => baresip.stop())
  return eventually(async () => {
    const { items } = await person.caller.get<PageOf<Phone>>('/me/phones')
    return items.find((one) => one.registered)
  })
}

test(
  'an agent answers on their own desk phone, and calls from it',
  { skip: skip || (!hasBaresip && 'baresip is not installed') },
  async (t) => {
    const line = await telephone(t)
    const { ann } = line.scene.house
    const phone = await deskPhone(t, line, ann)
    const view = { locale: 'en' } as const
    const desk = await seat(line, ann, view)
    const { page, words } = desk
    const bar = new CallBar(desk)

    const caller = line.call()
    const answer = fill(words.call.answer_on, { name: phone.name })
    const button = desk.offer.getByRole('button', { name: answer })
    await button.waitFor()
    await shoot(page, view, 'answer-on')
    await button.click()
    await bar.region.getByText(words.call.link.on_phone, { exact: true }).waitFor()
    await bar.phase('talking')
    await shoot(page, view, 'on-phone')
    await bar.press(words.call.hang_up)
    await over(caller)
    await bar.gone()

    const carrier = line.carrier()
    await page.getByRole('button', { name: words.call.dial_pad }).click()
    await page.getByRole('textbox', { name: words.call.number }).fill(NUMBER)
    const from = page.getByRole('button', { name: fill(words.call.dial_on, { name: phone.name }) })
    await from.waitFor()
    await shoot(page, view, 'dial-on')
    await from.click()
    await bar.region.getByText(words.call.link.on_phone, { exact: true }).waitFor()
    await bar.phase('talking')
    await bar.press(words.call.hang_up)
    await bar.gone()
    carrier.kill('SIGKILL')
    assert.deepEqual(line.scene.errors, [])
  },
)
