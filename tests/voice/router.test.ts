// A call through the router: it waits in a queue like any session, is offered to an agent, who accepts
// it and speaks from a browser; whoever hangs up ends it for both.

import assert from 'node:assert/strict'
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ContactDetail, JoinedCall, Page, Session } from '@parley/api'
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

/** Ready at the desk; the session that is offered to them, accepted. */
async function served(ann: House['ann']): Promise<Session> {
  const session = await eventually(async () => {
    const { items } = await ann.caller.get<Page<Session>>('/sessions?list=queue')
    return items.find((one) => one.state === 'offered')
  })
  const offer = session.offer?.number
  return ann.caller.post<Session>(`/sessions/${session.id}/accept`, { offer })
}

async function closed(ann: House['ann'], session: Session): Promise<Session> {
  return eventually(async () => {
    const seen = await ann.caller.get<Session>(`/sessions/${session.id}`)
    return seen.state === 'closed' ? seen : undefined
  })
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
  const session = await served(ann)
  const at = `/sessions/${session.id}`
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
  const ended = await closed(ann, session)
  assert.equal(ended.close_reason, 'by_visitor')
  const folder = join(server.data, 'recordings')
  await holds(() => {
    const [file] = readdirSync(folder)
    const { right } = readRecording(join(folder, file ?? assert.fail()))
    assert.ok(shareAt(AGENT_HZ, right.slice(-RATE, -RATE / 4)) > 0.9)
  })
  desk.close()
})

test(
  'closing the session hangs up; a second call of the number is the same contact',
  { skip },
  async (t) => {
    const { house, call } = await exchange(t)
    const { ann } = house
    const desk = await ann.caller.line()
    desk.send({ type: 'presence', presence: 'ready' })
    const contacts: string[] = []
    for (let round = 0; round < 2; round++) {
      const caller = call()
      const session = await served(ann)
      contacts.push(session.contact_id)
      const begun = Date.now()
      await ann.caller.post(`/sessions/${session.id}/close`)
      await once(caller, 'exit')
      assert.ok(Date.now() - begun < 3_000, 'hung up, not waited for')
      const { contact } = await ann.caller.get<ContactDetail>(`/contacts/${session.contact_id}`)
      assert.equal(contact.phone, '13800138000')
    }
    assert.equal(contacts[0], contacts[1])
    desk.close()
  },
)

test(
  'voice killed: its calls end, chats go on, and the next call is taken',
  { skip },
  async (t) => {
    const { server, house, call } = await exchange(t)
    const { ann } = house
    const desk = await ann.caller.line()
    desk.send({ type: 'presence', presence: 'ready' })
    const cut = call()
    const session = await served(ann)
    const child = execFileSync('pgrep', ['-P', `${server.pid}`, '-f', 'voice'], {
      encoding: 'utf8',
    })
    process.kill(Number(child.trim()), 'SIGKILL')
    assert.equal((await closed(ann, session)).close_reason, 'by_visitor')
    cut.kill('SIGKILL')
    await sleep(2_000)
    const caller = call()
    const next = await served(ann)
    assert.notEqual(next.id, session.id)
    await ann.caller.post(`/sessions/${next.id}/close`)
    await once(caller, 'exit')
    desk.close()
  },
)
