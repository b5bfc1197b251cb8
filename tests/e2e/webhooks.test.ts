// An administrator sets up a webhook, tests it, looks at its log and sends again what was lost.

import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { texts as form } from '../../web/apps/desk/src/features/forms/texts.ts'
import { texts } from '../../web/apps/desk/src/features/settings/webhooks/texts.ts'
import { answers, isSignedBy, openConfig, Receiver } from '../harness/receiver.ts'
import { visit } from '../harness/house.ts'
import { Inspector } from './inspector.ts'
import { play, type Scene } from './scene.ts'
import { fill, LOCALES, type Locale } from './words.ts'

const args = ['--config', openConfig()]

for (const locale of LOCALES) {
  play(`a webhook is made, tested and mended (${locale})`, { args }, async (scene) => {
    const receiver = await Receiver.start(answers(500, 'no disk left'))
    try {
      const { page } = await scene.desk(scene.house.boss, { locale, path: '/settings/webhooks' })
      const at = { scene, receiver, page, locale, inspector: new Inspector() }
      const secret = await made(at)
      await tested(at, secret)
      await repeated(at)
      await rotated(at, secret)
      await switchedOff(at)
      at.inspector.end(12)
    } finally {
      await receiver.close()
    }
  })
}

play('whoever may not change the settings is not shown webhooks', {}, async (scene) => {
  const { page } = await scene.desk(scene.house.ann, { path: '/settings/webhooks' })
  await page.getByRole('heading').first().waitFor()
  const { webhooks } = texts.en
  assert.equal(await page.getByRole('link', { name: webhooks.title }).count(), 0)
  assert.equal(await page.getByRole('button', { name: webhooks.create }).count(), 0)
})

interface Stage {
  scene: Scene
  receiver: Receiver
  page: Page
  locale: Locale
  inspector: Inspector
}

const press = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true }).first().click()

/** Answers its secret. */
async function made({ page, locale, receiver, inspector }: Stage): Promise<string> {
  const words = texts[locale].webhooks
  await page.getByText(words.empty).waitFor()
  await inspector.look('no webhooks', page)
  await press(page, words.create)
  await page.getByLabel(words.url).waitFor()
  await press(page, words.create)
  await page.getByText(form[locale].form.required).waitFor()
  await page.getByLabel(words.url).fill('ftp://receiver.example/')
  await press(page, words.create)
  await page.getByText(words.urlBegin).waitFor()
  await page.getByLabel(words.url).fill(receiver.url)
  await page.getByLabel(words.description).fill('CRM')
  await page.getByRole('tab', { name: words.chosen }).click()
  await page.getByLabel(words.kind.message_posted).check()
  await inspector.look('a new webhook', page)
  await press(page, words.create)
  await page.getByText(words.secretNow).waitFor()
  await page.getByText(words.health.fresh).first().waitFor()
  await inspector.look('a fresh webhook', page)
  return secretOn(page, words.secret)
}

async function tested({ page, locale, receiver, inspector }: Stage, secret: string) {
  const words = texts[locale].webhooks
  await press(page, words.test)
  const heard = await receiver.until(() => true)
  assert.ok(isSignedBy(secret, heard))
  await page.getByText(words.failure.bad_status).first().waitFor()
  await page.getByText(words.answer).click()
  await page.getByText('no disk left').waitFor()
  await inspector.look('a failed delivery', page)
}

async function repeated({ scene, page, locale, receiver }: Stage) {
  const words = texts[locale].webhooks
  const visitor = await visit(scene.house)
  const line = await visitor.line({ inboxKey: scene.house.inbox.public_key })
  line.send({ type: 'send', client_msg_id: 'one', text: 'is anybody there' })
  await receiver.until(({ text }) => text.includes('is anybody there'))
  receiver.behave = answers(204)
  const failed = page.getByRole('listitem').filter({ hasText: words.kind.test })
  await failed.getByRole('button', { name: words.replay }).click()
  await page.getByText(words.replayed).waitFor()
  await page.getByRole('tab', { name: words.state.delivered }).click()
  await page
    .getByText(fill(words.status, { status: '204' }))
    .first()
    .waitFor()
  line.close()
}

async function rotated({ page, locale, inspector }: Stage, former: string) {
  const words = texts[locale].webhooks
  await press(page, words.rotate)
  const dialog = page.getByRole('dialog', { name: words.rotateTitle })
  await dialog.waitFor()
  await inspector.look('a new secret?', page)
  await dialog.getByRole('button', { name: words.rotate }).click()
  await page.getByText(words.former.split('{time}')[0] ?? '').waitFor()
  assert.notEqual(await secretOn(page, words.secret), former)
  await page.reload()
  await page.getByRole('heading', { name: words.log }).waitFor()
  assert.equal(await page.getByText(words.secretNow).count(), 0, 'it is shown once')
}

async function switchedOff({ scene, page, locale, inspector }: Stage) {
  const words = texts[locale].webhooks
  await page.getByLabel(words.active).uncheck()
  await press(page, form[locale].form.save)
  await page.getByText(words.health.by_hand).waitFor()
  await page.goto(`${scene.server.origin}/settings/webhooks`)
  await page.getByText(words.badge.off, { exact: true }).waitFor()
  await inspector.look('a list of webhooks', page)
  await page.getByRole('link', { name: 'CRM' }).click()
  await press(page, words.remove)
  await page.getByRole('dialog').getByRole('button', { name: words.remove }).click()
  await page.getByText(words.empty).waitFor()
}

async function secretOn(page: Page, label: string): Promise<string> {
  const secret = await page.getByRole('textbox', { name: label }).inputValue()
  assert.match(secret, /^whsec_/)
  return secret
}
