// Two desks: a call declined by one agent and taken by another, who consults, joins all three, hands
// the call over, and is out of it. And numbers outside, called from the desk.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Call, Page as PageOf, Session } from '@parley/api'
import { eventually } from '../harness/eventually.ts'
import { CallBar } from './desk_call.ts'
import { AGENT_HZ, hears, over, seat, telephone, type Telephone } from './telephone.ts'
import { hasSipp } from './voice.ts'

const skip = !hasSipp && 'sipp is not installed'
const OUTSIDE = '+8613900139000'

/** Bob declines, Ann answers; Bob is ready again by then. */
async function twoDesks(line: Telephone) {
  const { ann, bob } = line.scene.house
  const second = await seat(line, bob)
  const caller = line.call()
  await second.offer.waitFor()
  const before = second.page.url()
  const first = await seat(line, ann)
  await second.decline()
  await second.page.waitForURL((url) => url.href !== before) // Back to where they were.
  await first.offer.waitFor()
  await first.page.keyboard.press('Alt+KeyA')
  await hears(first.page, AGENT_HZ)
  await second.beReady()
  return { caller, first: new CallBar(first), second: new CallBar(second), ann, bob }
}

test('consulted, in a conference, and handed over', { skip }, async (t) => {
  const line = await telephone(t)
  const { caller, first, second, ann, bob } = await twoDesks(line)
  const { words } = first

  await first.consult(bob.name)
  await first.phase('consulting')
  const asked = second.asked(ann.name)
  await asked.getByRole('button', { name: words.answer }).click()
  await second.phase('consulting')
  await hears(second.page, AGENT_HZ) // Ann's tone.
  await first.press(words.conference)
  await first.phase('conference')
  await second.phase('conference')

  await first.region.getByRole('button', { name: words.hand_over }).click()
  await first.gone()
  await second.phase('talking')
  await hears(second.page, AGENT_HZ) // Their own, which the contact sends back.
  const mine = await bob.caller.get<PageOf<Session>>('/sessions?list=mine')
  assert.equal(mine.items.length, 1, 'the session went with the call')
  await second.press(words.hang_up)
  assert.equal(await over(caller), 0)
  await second.gone()
})

test('asked and declined, then back to the contact; sent on at once', { skip }, async (t) => {
  const line = await telephone(t)
  const { caller, first, second, ann, bob } = await twoDesks(line)
  const { words } = first

  await first.consult(bob.name)
  await second.asked(ann.name).getByRole('button', { name: 'Decline' }).click()
  await first.phase('held')
  await first.press(words.resume)
  await hears(first.page, AGENT_HZ)

  await first.consult(bob.name)
  await first.phase('consulting')
  await second.asked(ann.name).waitFor()
  await first.region.getByRole('button', { name: words.back }).click()
  await second.asked(ann.name).waitFor({ state: 'detached' })
  await first.phase('talking')
  await hears(first.page, AGENT_HZ)

  await first.sendTo(bob.name)
  await first.gone()
  const offer = second.page.getByRole('region', { name: 'Offers' }).getByRole('article')
  await offer.getByRole('button', { name: words.answer }).click()
  await hears(second.page, AGENT_HZ)
  await second.press(words.hang_up)
  await over(caller)
})

test('called out from the dial pad, and by a click on a number', { skip }, async (t) => {
  const line = await telephone(t)
  const { ann } = line.scene.house
  const carrier = line.carrier()
  const desk = await seat(line, ann)
  const { page } = desk
  const bar = new CallBar(desk)
  const { words } = bar

  await page.getByRole('button', { name: words.dial_pad }).click()
  const pad = page.getByRole('dialog', { name: words.dial_pad })
  await pad.getByLabel(words.number).fill('no number')
  await page.keyboard.press('Enter')
  await pad.getByText(words.not_a_number).waitFor()
  await pad.getByLabel(words.number).fill('+44 20 7946 0000')
  await page.keyboard.press('Enter')
  await pad.getByText(desk.words.form.refusal.number_not_allowed).waitFor()
  await pad.getByLabel(words.number).fill('139 0013 9000')
  await page.keyboard.press('Enter')
  await bar.phase('talking')
  await hears(page, AGENT_HZ)
  await bar.press(words.hang_up)
  await bar.gone()
  await bar.card().getByText(words.card.outbound).waitFor()

  const again = page.getByRole('button', { name: words.dial_number.replace('{number}', OUTSIDE) })
  await again.first().click()
  await bar.phase('talking')
  await hears(page, AGENT_HZ)
  const calls = await eventually(async () => {
    const { items } = await ann.caller.get<PageOf<Call>>('/calls')
    return items.length > 0 ? items : undefined
  })
  assert.deepEqual(
    calls.map((one) => [one.number, one.direction, one.state]),
    [[OUTSIDE, 'outbound', 'talking']],
  )
  await bar.press(words.hang_up)
  await bar.gone()
  carrier.kill('SIGTERM')
})
