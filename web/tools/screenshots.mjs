// Looks at the desk of a running server as people will: every size, light and dark, both languages.
//
//     node tools/screenshots.mjs --url http://127.0.0.1:8080 --email E --password P --out FOLDER
//
// Signs in once for each combination, opens the first session of "all", and writes PNG files. Says
// what axe-core finds and what the console complains of; exits with 1 if either had anything.
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'

const { values: given } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:8080' },
    email: { type: 'string' },
    password: { type: 'string' },
    out: { type: 'string', default: 'screenshots' },
    chromium: { type: 'string', default: '/usr/bin/chromium' },
    only: { type: 'string', default: '' },
  },
})
if (!given.email || !given.password) throw new Error('--email and --password are needed')

const SIZES = [
  [1440, 900],
  [1024, 768],
  [390, 844],
]
const PAGES = [
  ['list', '/'],
  ['settings', '/settings'],
]
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
mkdirSync(given.out, { recursive: true })
let complaints = 0

function complain(where, what) {
  complaints += 1
  console.error(`${where}: ${what}`)
}

async function shoot(page, name) {
  await page.waitForTimeout(900) // Until skeletons have given way and nothing moves.
  await page.screenshot({ path: join(given.out, `${name}.png`) })
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() => globalThis.axe.run())
  for (const one of violations) complain(name, `${one.id} ${one.nodes[0]?.html.slice(0, 160)}`)
}

async function look(browser, [width, height], colorScheme, locale) {
  const name = `${width}-${colorScheme}-${locale}`
  if (!name.includes(given.only)) return
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    locale,
    ignoreHTTPSErrors: true,
  })
  await context.addInitScript((tag) => localStorage.setItem('parley.locale', tag), locale)
  const page = await context.newPage()
  page.on('pageerror', (error) => complain(name, error.message))
  page.on('console', (line) => line.type() === 'error' && complain(name, line.text()))

  const answer = await context.request.post(`${given.url}/api/v1/sign-in`, {
    data: { email: given.email, password: given.password },
    headers: { 'X-Parley-Request': '1', Origin: given.url },
  })
  if (!answer.ok()) throw new Error(`sign-in: ${answer.status()} ${await answer.text()}`)

  for (const [what, path] of PAGES) {
    await page.goto(given.url + path)
    await shoot(page, `${name}-${what}`)
  }
  await page.goto(given.url)
  await page.getByRole('tab').nth(2).click()
  await page.locator('#session-list a').first().click()
  await shoot(page, `${name}-thread`)
  await context.close()
}

const browser = await chromium.launch({
  executablePath: given.chromium,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
})
for (const size of SIZES) {
  for (const scheme of ['light', 'dark']) {
    for (const locale of ['zh-CN', 'en']) await look(browser, size, scheme, locale)
  }
}
await browser.close()
process.exitCode = complaints > 0 ? 1 : 0
