// The first run: from nothing to a connected inbox and a colleague, as the wizard leads.

import type { Agent, Page as PageOf } from '@parley/api'
import assert from 'node:assert/strict'
import { Caller } from '../harness/client.ts'
import { PASSWORD } from '../harness/house.ts'
import { play } from './scene.ts'
import { deskWords, fill, LOCALES } from './words.ts'

for (const locale of LOCALES) {
  play(`the wizard leads to a connected inbox (${locale})`, { empty: true }, async (scene) => {
    const { setup, inboxes } = deskWords(locale)
    const page = await scene.somebody({ locale })
    const next = (label: string) => page.getByRole('button', { name: label, exact: true }).click()
    await page.goto(scene.server.origin)

    await page.getByLabel(setup.company.company).fill('Lantern Tea')
    await next(setup.next)
    await page.getByLabel(setup.administrator.yourName).fill('Ada')
    await page.getByLabel(setup.administrator.email).fill('ada@lantern.example')
    await page.getByRole('textbox', { name: setup.administrator.password }).fill(PASSWORD)
    await next(setup.administrator.create)
    await page.getByRole('heading', { name: setup.inbox.title }).waitFor()
    await next(setup.inbox.create)

    await page.getByText(inboxes.waiting).waitFor()
    const lead = fill(inboxes.snippet, { tag: '</body>' })
    const snippet = await page.getByRole('textbox', { name: lead }).inputValue()
    const key = /data-inbox="([^"]+)"/.exec(snippet)?.[1]
    assert.ok(key, `a snippet: ${snippet}`)
    assert.ok(snippet.includes(`src="${scene.server.origin}/widget.js"`))
    const site = await scene.site({ inboxKey: key })
    const visitor = await scene.somebody({ locale })
    await visitor.goto(site.origin)
    await page.getByText(inboxes.connectedJustNow).waitFor()

    await next(setup.next)
    await page.getByLabel(setup.invite.personName).fill('Bo')
    await page.getByLabel(setup.invite.email).fill('bo@lantern.example')
    await page.getByRole('textbox', { name: setup.invite.password }).fill(PASSWORD)
    await next(setup.invite.add)
    await page.getByText(fill(setup.invite.added, { name: 'Bo' })).waitFor()
    await next(setup.done)
    await page.getByText(deskWords(locale).sessions.empty.mine).waitFor()

    const bo = new Caller(scene.server)
    await bo.signIn('bo@lantern.example', PASSWORD)
    const { items } = await bo.get<PageOf<Agent>>('/agents')
    assert.deepEqual(items.map((one) => one.name).sort(), ['Ada', 'Bo'])
  })
}
