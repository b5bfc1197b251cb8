// The site's page of the guide, under the policy of the guide, in a real browser.

import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { test } from 'node:test'
import { Server, freePort } from '../harness/server.ts'
import { furnish } from '../harness/house.ts'
import { launch } from '../e2e/scene.ts'
import { Widget } from '../e2e/widget.ts'
import { read } from './guide.ts'

const WITHIN_MS = 90_000

test(
  'a page with a strict policy shows the chat and opens it by its own button',
  { timeout: WITHIN_MS },
  async (t) => {
    const server = await Server.start()
    t.after(() => server.remove())
    const { ann, inbox } = await furnish(server)
    const line = await ann.caller.line() // Somebody is there, or the chat asks to leave a message.
    line.send({ type: 'presence', presence: 'ready' })
    t.after(() => line.close())
    const site = await serve(server.origin, inbox.public_key)
    t.after(site.close)
    const browser = await launch()
    t.after(() => browser.close())
    const page = await browser.newPage()
    const complaints: string[] = []
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))

    await page.goto(site.origin)
    await page.waitForFunction(() => document.querySelector('parley-chat'))
    await page.click('#ask')
    const widget = new Widget(page, 'en')
    await widget.appear()
    await widget.say('Good morning!')
    await widget.bubble('Good morning!').waitFor()
    assert.deepEqual(complaints, [])
  },
)

/** The guide's own page, script and policy, with this server in the place of the example. */
async function serve(server: string, inboxKey: string) {
  const sample = (name: string) =>
    read(`docs/guide/samples/${name}`)
      .replaceAll('https://chat.example.com', server)
      .replaceAll('INBOX_KEY', inboxKey)
  const policy = sample('policy.txt')
    .replace(/^[^:]+:/, '')
    .replace(/\s+/g, ' ')
    .trim()
  const http = createServer(({ url }, answer) => {
    const isScript = url === '/ask.js'
    answer.writeHead(url === '/' || isScript ? 200 : 204, {
      'Content-Type': isScript ? 'text/javascript' : 'text/html; charset=utf-8',
      'Content-Security-Policy': policy,
    })
    answer.end(url === '/' ? sample('page.html') : isScript ? sample('ask.js') : undefined)
  })
  const port = await freePort()
  await new Promise<void>((done) => http.listen(port, 'localhost', done))
  const close = () => (http.closeAllConnections(), http.close())
  return { origin: `http://localhost:${port}`, close }
}
