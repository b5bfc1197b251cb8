// An administrator sets up a telephone: an inbox for calls, a trunk, a number, a desk phone, and what
// calls may do. Each page is looked at as it is met.

import assert from 'node:assert/strict'
import type { VoiceSettings } from '@parley/api'
import type { Page } from 'playwright-core'
import { texts as form } from '../../web/apps/desk/src/features/forms/texts.ts'
import { texts as inboxes } from '../../web/apps/desk/src/features/settings/inboxes/texts.ts'
import { texts as numbers } from '../../web/apps/desk/src/features/settings/numbers/texts.ts'
import { texts as phones } from '../../web/apps/desk/src/features/settings/phones/texts.ts'
import { texts as trunks } from '../../web/apps/desk/src/features/settings/trunks/texts.ts'
import { texts as voice } from '../../web/apps/desk/src/features/settings/voice/texts.ts'
import { voiceConfig } from '../harness/lines.ts'
import { Inspector } from './inspector.ts'
import { play, type Scene } from './scene.ts'
import { LOCALES, type Locale } from './words.ts'

const args = ['--config', (await voiceConfig()).file]
const HOTLINE = 'Hotline 400'
const CARRIER = 'Carrier 1'

interface Stage {
  scene: Scene
  page: Page
  locale: Locale
  inspector: Inspector
}

for (const locale of LOCALES) {
  const options = { args, withinMs: 150_000 }
  play(`a telephone is set up by hand (${locale})`, options, async (scene) => {
    const { page } = await scene.desk(scene.house.boss, { locale })
    const stage = { scene, page, locale, inspector: new Inspector() }
    await inbox(stage)
    await trunk(stage)
    await number(stage)
    await phone(stage)
    await rules(stage)
    stage.inspector.end(20)
  })
}

play('whoever may only serve is shown none of it', { args }, async (scene) => {
  const { page } = await scene.desk(scene.house.ann, { path: '/settings/trunks' })
  await page.getByRole('heading').first().waitFor()
  for (const title of [trunks.en.trunks.title, numbers.en.numbers.title, phones.en.phones.title]) {
    assert.equal(await page.getByRole('link', { name: title }).count(), 0)
  }
})

const press = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true }).first().click()

async function open({ scene, page, inspector }: Stage, path: string) {
  await page.goto(`${scene.server.origin}/settings/${path}`)
  await page.locator('main h1').first().waitFor()
  await page.locator('[aria-busy=true]').waitFor({ state: 'detached' })
  await inspector.look(path, page)
}

async function inbox(stage: Stage) {
  const { page, locale, inspector } = stage
  const words = inboxes[locale].inboxes
  await open(stage, 'inboxes/new')
  await page.getByLabel(words.channel).selectOption('phone')
  assert.equal(await page.getByLabel(words.greeting).count(), 0, 'a telephone has no greeting')
  await page.getByLabel(words.name).fill(HOTLINE)
  await inspector.look('a new inbox for calls', page)
  await press(page, words.create)
  await page.getByText(words.numbersNone).waitFor()
  await inspector.look('an inbox without a number', page)
}

async function trunk(stage: Stage) {
  const { page, locale, inspector } = stage
  const words = trunks[locale].trunks
  await open(stage, 'trunks')
  await page.getByText(words.empty).waitFor()
  await press(page, words.create)
  await page.getByLabel(words.name).waitFor()
  await press(page, words.create)
  await page.getByText(form[locale].form.required).first().waitFor()
  await page.getByLabel(words.name).fill(CARRIER)
  await page.getByLabel(words.host).fill('sip:127.0.0.1')
  await page.getByLabel(words.transport).selectOption('tls')
  await page.getByLabel(words.srtp).selectOption('required')
  await page.getByLabel(words.password, { exact: true }).fill('under the lanterns')
  await page.getByRole('checkbox', { name: words.registers }).check()
  await press(page, words.create)
  await page.getByText(words.hostWrong.split('“')[0] ?? '').waitFor()
  await page.getByText(words.userNeeded).waitFor()
  await inspector.look('a new trunk, wrong', page)
  await page.getByLabel(words.host).fill('127.0.0.1')
  await page.getByRole('checkbox', { name: words.registers }).uncheck()
  await page.getByLabel(words.transport).selectOption('udp')
  await page.getByText(words.keysInTheOpen).waitFor()
  await page.getByRole('button', { name: words.codecOf.g722 }).click()
  await page.getByRole('button', { name: words.codecOf.pcma }).click()
  await press(page, words.create)
  await page.getByText(words.passwordKept).waitFor()
  assert.equal(await page.getByLabel(words.password, { exact: true }).inputValue(), '')
  await page.reload()
  await page.getByRole('heading', { name: CARRIER }).waitFor()
  const order = page.getByRole('group', { name: words.codecs }).locator('ol li')
  assert.match((await order.first().textContent()) ?? '', /G\.722/)
  await inspector.look('a trunk', page)
}

async function number(stage: Stage) {
  const { page, locale, inspector } = stage
  const words = numbers[locale].numbers
  await open(stage, 'numbers')
  await press(page, words.create)
  await page.getByRole('textbox', { name: words.number, exact: true }).fill('021 1234 5678')
  await page.getByRole('button', { name: CARRIER }).click()
  await page.getByLabel(words.prefixes).fill('8621\nabc')
  await press(page, words.create)
  await page.getByText(words.prefixWrong.split('{prefix}')[1] ?? '').waitFor()
  await page.getByLabel(words.prefixes).fill('8621')
  await inspector.look('a new number', page)
  await press(page, words.create)
  await page.getByRole('heading', { name: '+862112345678' }).waitFor()
  await inspector.look('a number', page)
  await open(stage, 'numbers/new')
  await page.getByRole('textbox', { name: words.number, exact: true }).fill('+86 21 1234 5678')
  await press(page, words.create)
  await page.getByText(form[locale].form.refusal.number_taken).waitFor()
  await press(page, form[locale].form.cancel)
}

async function phone(stage: Stage) {
  const { page, locale, inspector } = stage
  const words = phones[locale].phones
  await open(stage, 'phones')
  await press(page, words.create)
  await page.getByLabel(words.name).fill('Room 3')
  await page.getByRole('combobox', { name: words.agent }).selectOption({ label: 'Ann' })
  await press(page, words.create)
  await page.getByText(words.passwordNow).waitFor()
  const secret = page.getByRole('textbox', { name: words.password, exact: true })
  const first = await secret.inputValue()
  assert.ok(first.length >= 12, 'a password that cannot be guessed')
  await inspector.look('a fresh phone', page)
  await press(page, words.renew)
  await page.getByRole('dialog').getByRole('button', { name: words.renew }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  for (let tries = 0; (await secret.inputValue()) === first; tries++) {
    assert.ok(tries < 50, 'a new password')
    await page.waitForTimeout(50)
  }
  await page.reload()
  await page.getByText(words.absentHint).waitFor()
  assert.equal(await page.getByText(words.passwordNow).count(), 0, 'it is shown once')
  await press(page, words.remove)
  await page.getByRole('dialog').getByRole('button', { name: words.remove }).click()
  await page.getByText(words.empty).waitFor()
}

async function rules(stage: Stage) {
  const { scene, page, locale, inspector } = stage
  const words = voice[locale].voice
  await open(stage, 'voice')
  await page.getByText(words.prefixesNone).waitFor()
  await page.getByLabel(words.prefixes).fill('86\n+852')
  await page.getByLabel(words.retention).fill('0')
  await page.getByText(words.retentionEver).waitFor()
  await page.getByLabel(words.callsMax).fill('0')
  await press(page, form[locale].form.save)
  await inspector.look('rules, wrong', page)
  await page.getByLabel(words.callsMax).fill('50')
  await press(page, form[locale].form.save)
  await page.getByText(form[locale].form.saved, { exact: true }).waitFor()
  const stored = await scene.house.boss.caller.get<VoiceSettings>('/voice-settings')
  assert.deepEqual(stored.allowed_prefixes, ['+86', '+852'])
  assert.deepEqual([stored.retention_days, stored.calls_max], [0, 50])
}
