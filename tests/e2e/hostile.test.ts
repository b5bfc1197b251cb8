// Text of strangers is text: in messages, names, pages, notes, summaries and ratings. No script
// runs, nothing is fetched from elsewhere, and what is read is what was sent.

import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Desk } from './desk.ts'
import { play, type Scene } from './scene.ts'
import { appear } from './wait.ts'
import { Widget } from './widget.ts'

const CORPUS = process.env.PARLEY_CORPUS ?? join(import.meta.dirname, '../../../shared/corpus')
const FILE = join(CORPUS, 'xss/payloads.txt')
const OURS = [
  '<img src=x onerror="alert(1)">',
  '<script>alert(1)</script>',
  '<svg/onload=alert(1)>',
  '<iframe srcdoc="<script>parent.alert(1)</script>"></iframe>',
  'javascript:alert(1)',
  'https://example.org/"onmouseover="alert(1)',
  'http://example.org/<img/src=x onerror=alert(1)>',
  '{{constructor.constructor("alert(1)")()}}',
  '${alert(1)}',
  '&lt;b&gt;not bold&lt;/b&gt; &amp;amp;',
  '\u202Egnp.exe \u2066right to left\u2069',
  '<style>*{display:none!important}</style>',
  '<meta http-equiv="refresh" content="0;url=https://example.org/">',
  '<base href="https://example.org/"><form action=https://example.org><input autofocus>',
]
const NAME_MAX = 100
const BATCH = 12
const ALL_WITHIN_MS = 30_000

function payloads(): string[] {
  if (!existsSync(FILE)) {
    console.warn(`skipped: the corpus of hostile text is absent (${FILE}); ours alone are tried`)
    return OURS
  }
  return [...OURS, ...readFileSync(FILE, 'utf8').split('\n')]
    .map((one) => one.trim())
    .filter(Boolean)
}

play('text of strangers stays text, wherever it is shown', {}, async (scene) => {
  const lines = payloads()
  const trap = new Trap()
  const desk = await scene.desk(scene.house.ann)
  await desk.beReady()
  const site = await scene.site({ title: OURS.join(' ') })
  const page = await scene.somebody()
  await trap.set(desk.page, scene.server.origin)
  await trap.set(page, site.origin, scene.server.origin)
  await page.goto(
    `${site.origin}/?${encodeURIComponent(OURS[0] ?? '')}#<img src=x onerror=alert(1)>`,
  )
  const widget = new Widget(page, 'en')
  await widget.open()
  await desk.page.reload()

  await widget.say(OURS[0] ?? '')
  await desk.accept()
  await messages(desk, widget, lines)
  await names(scene, desk, lines)
  await otherPlaces(desk, widget)
  assert.deepEqual(trap.caught, [])
  await springs(trap, desk.page, widget)
})

async function messages(desk: Desk, widget: Widget, lines: string[]) {
  const batches: string[] = []
  for (let at = 0; at < lines.length; at += BATCH) {
    batches.push(lines.slice(at, at + BATCH).join('\n'))
  }
  for (const [at, text] of batches.entries()) {
    if (at % 2 === 0) await widget.say(text)
    else await desk.say(text)
  }
  const arrived = async () =>
    (await desk.log.locator('[data-seq] p.whitespace-pre-wrap').count()) > batches.length &&
    (await widget.texts()).length > batches.length + 1
  await appear(arrived, ALL_WITHIN_MS, 'all of it to arrive')
  const sorted = [...batches].sort()
  assert.deepEqual((await desk.texts()).slice(1).sort(), sorted)
  assert.deepEqual((await widget.texts()).slice(2).sort(), sorted)
}

/** Every payload becomes the visitor's name once; the desk shows each as it is. */
async function names(scene: Scene, desk: Desk, lines: string[]) {
  const wanted = [...new Set(lines.filter((line) => [...line].length <= NAME_MAX))]
  const { caller } = scene.house.boss
  const { items } = await caller.get<{ items: { contact_id: string }[] }>('/sessions?list=all')
  const contact = items[0]?.contact_id
  await desk.page.evaluate(() => {
    const seen = new Set<string>()
    const look = () => seen.add(document.querySelector('main h1')?.textContent.trim() ?? '')
    const watch = { subtree: true, characterData: true, childList: true }
    new MutationObserver(look).observe(document.body, watch)
    Object.assign(window, { namesSeen: seen })
  })
  for (const name of wanted) await caller.patch(`/contacts/${contact}`, { name })
  const seen = () =>
    desk.page.evaluate(() => [...(window as unknown as { namesSeen: Set<string> }).namesSeen])
  const last = wanted.at(-1) ?? ''
  await appear(async () => (await seen()).includes(last), ALL_WITHIN_MS, 'the last name')
  const shown = new Set(await seen())
  const missing = wanted.filter((name) => !shown.has(name))
  assert.deepEqual(missing, [])
  for (const name of shown) assert.ok(wanted.includes(name) || name === 'Visitor', name)
  assert.equal((await desk.page.getByRole('heading', { level: 1 }).textContent())?.trim(), last)
}

/** Search results, a note, the summary, the rating's comment, and everything once more from the start. */
async function otherPlaces(desk: Desk, widget: Widget) {
  const hostile = OURS.join(' ')
  await desk.note(hostile)
  await desk.page.getByRole('searchbox').fill('alert')
  await desk.page.locator('mark').first().waitFor()
  await desk.page.getByRole('searchbox').fill('')
  await desk.close(hostile)
  await widget.rate(1, hostile)
  await desk.page.getByText(`“${hostile}”`).waitFor()
  await desk.page.reload()
  await desk.page.getByText(`“${hostile}”`).waitFor()
  await widget.page.reload()
  await widget.open()
  await widget.chat.locator('.bubble').nth(2).waitFor()
}

/** Catches what a payload that came to life would do. */
class Trap {
  readonly caught: string[] = []

  async set(page: Page, ...origins: string[]) {
    await page.exposeFunction('trapped', (what: string) => this.caught.push(what))
    await page.addInitScript(() => {
      const { trapped } = window as unknown as { trapped: (what: string) => void }
      for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'] as const) {
        Object.assign(window, { [name]: () => trapped(`${name} ran`) })
      }
      addEventListener('securitypolicyviolation', (event) => {
        trapped(`the policy had to stop ${event.violatedDirective}: ${event.sample}`)
      })
    })
    page.on('dialog', (dialog) => {
      this.caught.push(`dialog: ${dialog.message()}`)
      void dialog.dismiss()
    })
    page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url())
      if (protocol !== 'data:' && protocol !== 'blob:' && !origins.includes(origin)) {
        this.caught.push(`request to ${request.url()}`)
      }
    })
    page.context().on('page', (other) => this.caught.push(`opened ${other.url()}`))
  }
}

/** A trap that cannot spring would find nothing on any page. */
async function springs(trap: Trap, desk: Page, widget: Widget) {
  await desk.evaluate(() => alert(1))
  await widget.chat.evaluate(() => alert(1))
  await desk.evaluate(() => {
    const image = document.createElement('img')
    image.src = 'https://example.invalid/x.png'
    document.body.append(image)
  })
  const all = () =>
    trap.caught.filter((one) => one === 'alert ran').length === 2 &&
    trap.caught.some((one) => one.startsWith('the policy had to stop img-src'))
  await appear(all, 5_000, `the trap to spring: ${trap.caught.join(', ')}`)
}
