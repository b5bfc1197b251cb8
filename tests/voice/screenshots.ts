// Makes the pictures of a call in docs/screenshots: the demo's hotline is rung by `parley lab call`, and
// answered in the desk of one of its agents.
//
//     node tests/voice/screenshots.ts [FOLDER]
//
// PARLEY_BIN and PARLEY_WEB as for the tests; sipp has to be installed.

import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page, Session } from '@parley/api'
import { Scene, signedIn } from '../e2e/scene.ts'
import { clearQueue, DEMO_PASSWORD } from '../e2e/demo.ts'
import { Desk } from '../e2e/desk.ts'
import { DESKTOP, shoot } from '../e2e/shoot.ts'
import type { Locale } from '../e2e/words.ts'
import { Caller } from '../harness/client.ts'
import { voiceConfig } from '../harness/lines.ts'
import { PROGRAM, Server } from '../harness/server.ts'
import { CallBar } from './desk_call.ts'
import { AGENT_HZ, hears, listen, talking } from './telephone.ts'

const HOTLINE = '+861088886666'
const TALK_MS = 8_000
const PLAYED_MS = 3_000
const VIEWS = [
  { agent: 'tom@demo.parley', locale: 'en' },
  { agent: 'ming@demo.parley', locale: 'zh-CN' },
] as const

async function main() {
  const { file, port } = await voiceConfig()
  const server = await Server.start({ demo: true, args: ['--config', file] })
  const scene = new Scene(server, await talking(server, AGENT_HZ, true))
  try {
    const boss = new Caller(server)
    await boss.signIn('admin@demo.parley', DEMO_PASSWORD)
    await clearQueue(server, boss)
    for (const view of VIEWS) await answer(scene, port, view)
    await play(scene, boss)
  } catch (error) {
    console.error(await scene.tell('call-screenshots'))
    throw error
  } finally {
    await scene.close()
  }
}

async function answer(
  scene: Scene,
  port: number,
  { agent, locale }: { agent: string; locale: Locale },
) {
  const caller = new Caller(scene.server)
  await caller.signIn(agent, DEMO_PASSWORD)
  const page = await scene.somebody({ locale })
  await page.setViewportSize(DESKTOP)
  await signedIn(page.context(), { caller })
  await listen(page.context())
  const desk = new Desk(page, locale)
  await desk.open(scene.server.origin)
  await desk.beReady()
  const words = ['lab', 'call', HOTLINE, '--server', `127.0.0.1:${port}`, '--seconds', '60']
  const telephone = spawn(PROGRAM, words, { cwd: scene.server.folder, stdio: 'inherit' })
  try {
    await desk.offer.getByRole('button', { name: desk.words.call.answer }).click()
    await hears(page, AGENT_HZ).catch(() => 0) // A melody is heard, not our own tone.
    await sleep(TALK_MS)
    await shoot(page, `call-${locale === 'en' ? 'en' : 'zh'}`)
    const bar = new CallBar(desk)
    await bar.press(desk.words.call.hang_up)
    await bar.gone()
  } finally {
    telephone.kill()
  }
  await caller.post('/me/presence', { presence: 'away', reason: 'rest' })
}

/** What a text says before its first name. */
const before = (text: string) => text.slice(0, text.indexOf('{'))

/** The recording of the newest call, by who may play it. */
async function play(scene: Scene, boss: Caller) {
  const { items } = await boss.get<Page<Session>>('/sessions?list=closed')
  const desk = await scene.desk({ caller: boss }, { path: `/sessions/${items[0]?.id}` })
  await desk.page.setViewportSize(DESKTOP)
  const card = new CallBar(desk).card()
  await card.getByRole('button', { name: before(desk.words.call.card.play) }).click()
  await card.getByRole('button', { name: desk.words.call.player.play, exact: true }).click()
  await sleep(PLAYED_MS)
  await shoot(desk.page, 'recording')
}

await main()
