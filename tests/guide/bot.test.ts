// The bot of the guide as its reader would build it: from the server's own description and the
// guide's files alone, with nothing of this repository.

import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ApiKeyBody, EventPage, MadeApiKey, Message, Page } from '@parley/api'
import { Ledger } from '../drills/ledger.ts'
import { Talker } from '../drills/talker.ts'
import { eventually } from '../harness/eventually.ts'
import { employ, furnish, visit, type House } from '../harness/house.ts'
import { Server } from '../harness/server.ts'
import { codeIn, read, ROOT, Running } from './guide.ts'

const WITHIN_MS = 180_000
const VISITORS = 3
const KILLS = 3
const LOST_AFTER_MS = 32_000
const LIFE_MIN_MS = 500
const LIFE_SPREAD_MS = 1_500
const BIN = join(ROOT, 'web/node_modules/.bin')
const GUIDE = read('docs/guide/bot.md')

test('the bot answers each message once, whoever is killed', { timeout: WITHIN_MS }, async (t) => {
  const server = await Server.start()
  t.after(() => server.remove())
  const house = await furnish(server, { queue: { share: 1 } })
  const bot = built(server)
  const secret = await keyFor(house)
  const run = () => {
    const env = { PARLEY_KEY: secret }
    const running = new Running(bot, [server.origin, join(server.folder, 'bot.json')], env)
    t.after(() => running.kill())
    return running
  }

  let running = run()
  const ledger = new Ledger()
  const visitors = await Promise.all(
    Array.from({ length: VISITORS }, async (_, at) => {
      const visitor = await visit(house)
      return new Talker(`visitor${at}`, visitor, ledger, house.inbox.public_key)
    }),
  )
  t.after(() => visitors.forEach((one) => one.stop()))
  const all = (text: string) => visitors.forEach((one) => one.say(text))
  const talk = setInterval(() => all('And then?'), 300)
  t.after(() => clearInterval(talk))
  await running.says('answered')
  for (let kill = 0; kill < KILLS; kill++) {
    await sleep(LIFE_MIN_MS + Math.random() * LIFE_SPREAD_MS)
    await server.kill()
    await server.start()
    await sleep(Math.random() * LIFE_SPREAD_MS)
    await running.kill() // In the middle of anything.
    const before = running.said
    assert.doesNotMatch(before, /malformed|missing_field|out_of_range/, before)
    running = run()
    await running.says('answered')
  }
  clearInterval(talk)
  await sleep(LOST_AFTER_MS) // An agent without a line would be given up by now.
  all('Goodbye.')
  await eventually(async () => (visitors.some((one) => one.pending > 0) ? undefined : true))

  const { items } =
    await house.boss.caller.get<Page<{ conversation_id: string }>>('/sessions?list=all')
  assert.equal(items.length, VISITORS)
  for (const { conversation_id } of items) {
    const messages = await eventually(async () => {
      const said = await messagesOf(house, conversation_id)
      const questions = said.filter((one) => one.sender === 'visitor')
      const answers = said.filter((one) => one.sender === 'agent')
      return answers.length >= questions.length ? said : undefined
    }).catch(() => assert.fail(`not all answered; the bot said: ${running.said}`))
    const asked = messages.filter((one) => one.sender === 'visitor').map((one) => one.id)
    const answered = messages.filter((one) => one.sender === 'agent')
    assert.ok(asked.length > KILLS * 2)
    const to = answered.map((one) => one.client_msg_id.replace('answer-', ''))
    assert.deepEqual(to.toSorted(), asked.toSorted(), 'one answer each')
  }
  assert.deepEqual(ledger.faults, [])
  const moved = (await eventsOf(house)).filter((kind) => kind === 'session_transferred')
  assert.equal(moved.length, 0, 'the bot was there all the time')
})

test('a bot with a wrong key ends and says why', { timeout: WITHIN_MS }, async (t) => {
  const server = await Server.start()
  t.after(() => server.remove())
  const file = join(server.folder, 'bot.json')
  const running = new Running(built(server), [server.origin, file], { PARLEY_KEY: 'pk_wrong' })
  assert.equal(await running.over(), 1)
  assert.match(running.said, /bad_api_key/)
})

test('the guide names the generator that the test uses, and the scopes', () => {
  const { devDependencies } = JSON.parse(read('web/package.json'))
  const version = devDependencies['@hey-api/openapi-ts']
  assert.ok(GUIDE.includes(`@hey-api/openapi-ts@${version}`))
  for (const scope of SCOPES) assert.ok(codeIn(GUIDE).includes(scope), scope)
})

/** The client made, the bot beside it and its types checked; answers the bot's path. */
function built(server: Server): string {
  const folder = join(server.folder, 'bot')
  mkdirSync(folder)
  const config = read('docs/guide/samples/openapi-ts.config.mjs')
  const name = 'openapi-ts.config.mjs'
  writeFileSync(join(folder, name), config.replace('https://chat.example.com', server.origin))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }))
  execFileSync(join(BIN, 'openapi-ts'), ['--no-log-file'], { cwd: folder, stdio: 'pipe' })
  const bot = join(folder, 'bot.ts')
  copyFileSync(join(ROOT, 'docs/guide/samples/bot.ts'), bot)
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: STRICT }))
  const types = spawnSync(join(BIN, 'tsc'), ['-p', folder], { encoding: 'utf8' })
  assert.equal(types.status, 0, types.stdout)
  return bot
}

const STRICT = {
  strict: true,
  target: 'ES2022',
  module: 'nodenext',
  lib: ['ES2023', 'DOM', 'DOM.Iterable'],
  noEmit: true,
  allowImportingTsExtensions: true,
  verbatimModuleSyntax: true,
  types: ['node'],
  typeRoots: [join(ROOT, 'web/node_modules/@types')],
}

const SCOPES: ApiKeyBody['scopes'] = [
  'sessions_read',
  'sessions_write',
  'messages_read',
  'messages_write',
  'events_read',
]

async function keyFor(house: House): Promise<string> {
  const robot = await employ(house.boss, {
    name: 'Robot',
    queue_ids: [house.queue.id],
    capacity: 100,
  })
  const body: ApiKeyBody = { name: 'Bot', scopes: SCOPES, agent_id: robot.id }
  return (await house.boss.caller.post<MadeApiKey>('/api-keys', body)).secret
}

async function eventsOf(house: House): Promise<string[]> {
  const kinds: string[] = []
  for (let after = 0, more = true; more;) {
    const page = await house.boss.caller.get<EventPage>(`/events?after=${after}&limit=200`)
    kinds.push(...page.items.map(({ event }) => event.kind))
    after = page.next
    more = page.more
  }
  return kinds
}

async function messagesOf(house: House, conversation: string): Promise<Message[]> {
  const path = `/conversations/${conversation}/messages?limit=200`
  const { items } = await house.boss.caller.get<Page<Message>>(path)
  return items.filter((one) => one.kind === 'text')
}
