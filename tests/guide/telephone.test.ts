// What the guide says of telephony: its settings are taken, its program sets up a hotline, and the
// line of the demo calls it.

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { ApiKeyBody, Call, MadeApiKey, Page, VoiceStatus } from '@parley/api'
import { eventually } from '../harness/eventually.ts'
import { furnish } from '../harness/house.ts'
import { freeUdpPort } from '../harness/lines.ts'
import { freePort, Server } from '../harness/server.ts'
import { hasSipp } from '../voice/voice.ts'
import { PROGRAM, read, Running } from './guide.ts'

const WITHIN_MS = 90_000
const NUMBER = '+861088886666'
const SOUND_PORTS = 100

/** The guide's own settings, on this machine alone and on ports that nobody has. */
async function settings(folder: string): Promise<{ file: string; port: number }> {
  const port = await freeUdpPort()
  const first = 31_000 + SOUND_PORTS * Math.floor(Math.random() * 100)
  const text = read('docs/guide/samples/telephone.toml')
    .replace('0.0.0.0', '127.0.0.1')
    .replace('203.0.113.7', '127.0.0.1')
    .replace(/^port = .*$/m, `port = ${port}`)
    .replace(/^tls_port = .*$/m, `tls_port = ${await freePort()}`)
    .replace(/^first_port = .*$/m, `first_port = ${first}`)
    .replace(/^last_port = .*$/m, `last_port = ${first + SOUND_PORTS - 1}`)
  const file = join(folder, 'parley.toml')
  writeFileSync(file, text)
  return { file, port }
}

test('a hotline is set up by a program, and called', { timeout: WITHIN_MS }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-guide-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const { file, port } = await settings(folder)
  const server = await Server.start({ args: ['--config', file] })
  t.after(() => server.remove())
  const { boss, queue } = await furnish(server)
  const isUp = async () => (await boss.caller.get<VoiceStatus>('/voice')).available || undefined
  await eventually(isUp)

  const body: ApiKeyBody = { name: 'Setting up', scopes: ['settings_write'] }
  const { secret } = await boss.caller.post<MadeApiKey>('/api-keys', body)
  const words = [server.origin, queue.id, '127.0.0.1', NUMBER]
  const running = new Running('hotline.mjs', words, { PARLEY_KEY: secret })
  assert.equal(await running.over(), 0, running.said)
  assert.match(running.said, /calls to \+861088886666 wait in the queue/)
  if (!hasSipp) return t.diagnostic('sipp is not installed: THE HOTLINE WAS NOT CALLED')

  const lab = ['lab', 'call', NUMBER, '--server', `127.0.0.1:${port}`, '--seconds', '3']
  const caller = spawn(PROGRAM, lab, { stdio: 'ignore' })
  t.after(() => caller.kill('SIGKILL'))
  const call = await eventually(async () => {
    const { items } = await boss.caller.get<Page<Call>>('/calls')
    return items[0]
  })
  assert.equal(call.own_number, NUMBER)
  await once(caller, 'exit')
  assert.equal(caller.exitCode, 0)
})
