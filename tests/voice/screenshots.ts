// Makes the pictures of a call in docs/screenshots: the demo's hotline is rung by `parley lab call`, and
// answered in the desk of one of its agents.
//
//     node tests/voice/screenshots.ts [FOLDER]
//
// PARLEY_BIN and PARLEY_WEB as for the tests; sipp has to be installed.

import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { Scene, signedIn } from '../e2e/scene.ts'
import { Desk } from '../e2e/desk.ts'
import { DESKTOP, shoot } from '../e2e/shoot.ts'
import type { Locale } from '../e2e/words.ts'
import { Caller } from '../harness/client.ts'
import { voiceConfig } from '../harness/lines.ts'
import { PROGRAM, Server } from '../harness/server.ts'
import { CallBar } from './desk_call.ts'
import { AGENT_HZ, hears, listen, talking } from './telephone.ts'

const PASSWORD = 'parley-demo'
const HOTLINE = '+861088886666'
const TALK_MS = 8_000
/** The second plays the recording of the first. */
const VIEWS = [
  { agent: 'tom@demo.parley', locale: 'en', recording: false },
  { agent: 'jing@demo.parley', locale: 'zh-CN', recording: true },
] as const

async function main() {
  const { file, port } = await voiceConfig()
  const server = await Server.start({ demo: true, args: ['--config', file] })
  const scene = new Scene(server, await talking(server, AGENT_HZ, true))
  try {
    for (const view of VIEWS) await answer(scene, port, view)
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
  { agent, locale, recording }: { agent: string; locale: Locale; recording: boolean },
) {
  const caller = new Caller(scene.server)
  await caller.signIn(agent, PASSWORD)
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
  if (recording) {
    await new CallBar(desk).card().scrollIntoViewIfNeeded()
    await shoot(page, 'recording')
  }
  await caller.post('/me/presence', { presence: 'away', reason: 'rest' })
}

await main()
