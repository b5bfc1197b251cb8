// An inbox that is not there, or no longer in use: the company's page shows no launcher that leads
// nowhere, and a chat that is open says so kindly.

import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { play } from './scene.ts'
import { Widget } from './widget.ts'

/** So long a launcher that should not come is waited for, after the loader has its answer. */
const NEVER_MS = 700

play('no launcher for an inbox that is unknown or not in use', {}, async (scene) => {
  const { boss, inbox } = scene.house
  await boss.caller.patch(`/inboxes/${inbox.id}`, { active: false })

  for (const inboxKey of ['nobody-knows-this-key', inbox.public_key]) {
    const site = await scene.site({ inboxKey })
    const page = await scene.somebody()
    const asked = page.waitForResponse((answer) => answer.url().includes('/api/v1/widget/'))
    await page.goto(site.origin)
    assert.ok([404, 409, 410].includes((await asked).status()), `${(await asked).status()}`)
    await sleep(NEVER_MS)
    assert.equal(await page.locator('parley-chat').count(), 0, inboxKey)
  }
})

play('a chat whose inbox is put out of use says that it is not available', {}, async (scene) => {
  const { boss, inbox } = scene.house
  const site = await scene.site()
  const page = await scene.somebody()
  await page.goto(site.origin)
  await page.waitForFunction(() => document.querySelector('parley-chat'))
  await boss.caller.patch(`/inboxes/${inbox.id}`, { active: false })

  const widget = new Widget(page, 'en')
  await widget.pressLauncher()
  await page.waitForFunction(() => document.querySelector('parley-chat')?.hasAttribute('sorry'))

  await boss.caller.patch(`/inboxes/${inbox.id}`, { active: true })
  await widget.pressLauncher()
  await widget.pressLauncher()
  await widget.appear()
  await page.waitForFunction(() => !document.querySelector('parley-chat')?.hasAttribute('sorry'))
})
