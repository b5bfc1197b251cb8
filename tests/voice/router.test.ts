// A call through the router: it waits in a queue like any session, is offered to an agent, who accepts
// it and speaks from a browser; whoever hangs up ends it for both.

import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { JoinedCall, Page, Session } from '@parley/api'
import { eventually } from '../harness/eventually.ts'
import { furnish, type House } from '../harness/house.ts'
import { Server } from '../harness/server.ts'
import { Softphone } from './softphone.ts'
import { RATE, readRecording, shareAt, writeTone } from './sound.ts'
import { freePort, hasSipp, holds, SIPP, sippTo } from './voice.ts'

const AGENT_HZ = 700
const NUMBER = '4001'
const skip = !hasSipp && 'sipp is not installed'

interface Exchange {
  server: Server
  house: House
  call: () => ChildProcess
}

/** A house whose number is called; its voice is another process. */
async function exchange(t: TestContext): Promise<Exchange> {
  const args: string[] = []
  const server = await Server.start({ args })
  t.after(() => server.remove())
  const house = await furnish(server, { queue: { share: 100 } })
  await server.stop()
  const port = await freePort()
  const config = join(server.folder, 'voice.toml')
  const lines = [
    '[voice]',
    'enabled = true',
    `port = ${port}`,
    `numbers = { "${NUMBER}" = "${house.inbox.public_key}" }`,
  ]
  writeFileSync(config, `${lines.join('\n')}\n`)
  args.push('--config', config)
  await server.start()
  const call = () => {
    const words = sippTo(port, { scenario: 'listener', args: ['-rtp_echo'] })
    return spawn(SIPP, words, { cwd: server.folder })
  }
  return { server, house, call }
}

test('a call is offered, accepted, spoken in, and ends with its session', { skip }, async (t) => {
  const { server, house, call } = await exchange(t)
  const { ann } = house
  const desk = await ann.caller.line()
  desk.send({ type: 'presence', presence: 'ready' })
  const microphone = join(server.folder, 'microphone.wav')
  writeTone(microphone, AGENT_HZ, 10)
  const phone = await Softphone.open(microphone)
  t.after(() => phone.close())

  const caller = call()
  const session = await eventually(async () => {
    const { items } = await ann.caller.get<Page<Session>>('/sessions?list=queue')
    return items.find((one) => one.state === 'offered')
  })
  const at = `/sessions/${session.id}`
  await ann.caller.post(`${at}/accept`, { offer: session.offer?.number })
  const { answer } = await ann.caller.post<JoinedCall>(`${at}/call`, { offer: await phone.offer() })
  await phone.answered(answer)
  let heard = 0
  for (let tries = 0; tries < 100 && Math.abs(heard - AGENT_HZ) > 20; tries++) {
    heard = await phone.heard()
    await sleep(50)
  }
  assert.ok(Math.abs(heard - AGENT_HZ) <= 20, `the agent hears ${heard} Hz`)

  await once(caller, 'exit')
  await holds(() => assert.equal(caller.exitCode, 0))
  const ended = await eventually(async () => {
    const seen = await ann.caller.get<Session>(at)
    return seen.state === 'closed' ? seen : undefined
  })
  assert.equal(ended.close_reason, 'by_visitor')
  const folder = join(server.data, 'recordings')
  await holds(() => {
    const [file] = readdirSync(folder)
    const { right } = readRecording(join(folder, file ?? assert.fail()))
    assert.ok(shareAt(AGENT_HZ, right.slice(-RATE, -RATE / 4)) > 0.9)
  })
  desk.close()
})
