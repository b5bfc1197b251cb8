// The console at /api/: a person finds an operation, reads what it takes, and runs it as whoever
// they are. In both languages, light and dark, on a phone, with nothing for axe to say.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { words } from '../../web/apps/console/src/features/choices/words.ts'
import { play, signedIn, type PageOptions, type Scene } from './scene.ts'
import { LOCALES } from './words.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Axe {
  run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
}

async function findings(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: Axe }).axe.run(),
  )
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`)
}

async function open(scene: Scene, hash: string, options: PageOptions = {}): Promise<Page> {
  const page = await scene.somebody(options)
  await signedIn(page.context(), scene.house.boss)
  await page.goto(`${scene.server.origin}/api/#${hash}`)
  await page.locator('main h1').waitFor()
  return page
}

const send = (page: Page) => page.getByRole('button', { name: words.en.send }).click()
const status = (page: Page, code: number) =>
  page.locator('form section').getByText(String(code), { exact: true }).waitFor()
const answer = (page: Page) => page.locator('form section pre').textContent()

play('an operation is found, read and run as who is signed in', {}, async (scene) => {
  const page = await open(scene, 'get_me')
  await page.getByText('Signed in as Ada Boss').waitFor()
  await page.getByRole('searchbox').fill('make queue')
  await page.getByRole('link', { name: 'Makes a queue' }).click()
  await page.getByRole('heading', { name: 'Makes a queue' }).waitFor()
  const main = page.locator('main')
  await main.getByText('own_overflow').waitFor()
  await main.getByText('1 – 100 characters').first().waitFor()
  await page.getByRole('button', { name: 'Strategy' }).first().click()
  await main.getByText('longest_idle').waitFor()

  const body = page.getByRole('textbox', { name: words.en.body })
  assert.deepEqual(JSON.parse(await body.inputValue()), { name: '' })
  await body.fill('{"name": ')
  await send(page)
  await page.getByRole('alert').waitFor()
  await body.fill('{"name": "From the console"}')
  await send(page)
  await status(page, 201)
  assert.match((await answer(page)) ?? '', /"name": "From the console"/)

  await page.goto(`${scene.server.origin}/api/#list_queues`)
  await page.getByLabel('limit').fill('0')
  await send(page)
  await status(page, 400)
  assert.match((await answer(page)) ?? '', /out_of_range/)
})

play('a visitor is made, and asks as themselves', {}, async (scene) => {
  const page = await open(scene, 'create_visitor')
  const inbox_key = scene.house.inbox.public_key
  const body = page.getByRole('textbox', { name: words.en.body })
  await body.fill(JSON.stringify({ inbox_key, locale: 'en' }))
  await send(page)
  await status(page, 201)
  await page.goto(`${scene.server.origin}/api/#list_own_messages`)
  await page.getByRole('heading', { name: "The visitor's own conversation" }).waitFor()
  assert.match(await page.getByLabel(words.en.credential).inputValue(), /^[\w-]+\.[\w-]+$/)
  await send(page)
  await status(page, 200)
  assert.match((await answer(page)) ?? '', /"items": \[\]/)
})

// Eighteen looks at all operations: minutes where other tests run beside it.
const LOOKS_WITHIN_MS = 300_000
const looks = { withinMs: LOOKS_WITHIN_MS }
play('in both languages, light and dark, on a phone: nothing for axe', looks, async (scene) => {
  for (const locale of LOCALES) {
    for (const options of [{ locale }, { locale, dark: true }, { locale, phone: true }]) {
      for (const hash of ['create_queue', 'realtime', 'type.Session']) {
        const page = await open(scene, hash, options)
        assert.deepEqual(await findings(page), [], `${hash} ${JSON.stringify(options)}`)
        await page.context().close()
      }
    }
  }
})

play('every operation has its words in Chinese', {}, async (scene) => {
  const page = await open(scene, 'create_queue', { locale: 'zh-CN' })
  const names = await page.locator('nav a > span:first-child').allTextContents()
  assert.ok(names.length > 40)
  const english = names.filter((one) => !/\p{Script=Han}/u.test(one))
  assert.deepEqual(english, [])
  const chapters = await page.locator('nav h2').allTextContents()
  assert.deepEqual(
    chapters.filter((one) => !/\p{Script=Han}/u.test(one)),
    [],
  )
})
