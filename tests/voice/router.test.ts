// A call through the router: it waits in a queue like any session, is offered to an agent, who accepts
// it and speaks from a browser; whoever hangs up ends it for both.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Call, ContactDetail, Page, Session } from '@parley/api'
import { eventually } from '../harness/eventually.ts'
import { callOf, callWhen, hotline, joinBy, makeReady, played, served } from './hotline.ts'
import { toneBrowser } from './hotline.ts'
import { RATE, shareAt } from './sound.ts'
import { hasSipp, holds } from './voice.ts'
import type { House } from '../harness/house.ts'
import { FarPhone } from './soak/far_phone.ts'

const AGENT_HZ = 700
const skip = !hasSipp && 'sipp is not installed'

async function closed(ann: House['ann'], session: Session): Promise<Session> {
  return eventually(async () => {
    const seen = await ann.caller.get<Session>(`/sessions/${session.id}`)
    return seen.state === 'closed' ? seen : undefined
  })
}

test(
  'a call is offered, accepted, spoken in, recorded, and ends with its session',
  { skip },
  async (t) => {
    const { server, house, call } = await hotline(t)
    const { ann, boss } = house
    const desk = await makeReady(ann)
    const phone = await toneBrowser(t, server, AGENT_HZ)

    const caller = call()
    const session = await served(ann)
    const before = await callOf(ann, session)
    assert.equal(before.number, '+8613800138000')
    await joinBy(phone, ann, before)
    const talking = await callWhen(ann, before.id, (one) => one.state === 'talking')
    assert.equal(talking.recordings.length, 1)
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
    const over = await callWhen(boss, before.id, (one) => (one.recordings[0]?.duration_ms ?? 0) > 0)
    assert.equal(over.cause, 'hung_up')
    const { right } = await played(boss, over.recordings[0]?.id ?? '')
    assert.ok(shareAt(AGENT_HZ, right.slice(-RATE, -RATE / 4)) > 0.9)
    desk.close()
  },
)

test('closing the session hangs up; the number is the same contact again', { skip }, async (t) => {
  const { house, call } = await hotline(t)
  const { ann } = house
  const desk = await makeReady(ann)
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
    assert.equal(contact.phone, '+8613800138000')
  }
  assert.equal(contacts[0], contacts[1])
  desk.close()
})

test(
  'voice killed: its calls end, chats go on, and the next call is taken',
  { skip },
  async (t) => {
    const { server, house, call } = await hotline(t)
    const { ann } = house
    const desk = await makeReady(ann)
    const cut = call()
    const session = await served(ann)
    const { id } = await callOf(ann, session)
    const child = execFileSync('pgrep', ['-P', `${server.pid}`, '-f', 'voice'], {
      encoding: 'utf8',
    })
    process.kill(Number(child.trim()), 'SIGKILL')
    assert.equal((await closed(ann, session)).close_reason, 'by_visitor')
    assert.equal((await ann.caller.get<Call>(`/calls/${id}`)).cause, 'lost')
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

const noCalls = ({ boss }: House, withinMs: number) =>
  eventually(async () => {
    const { items } = await boss.caller.get<Page<Call>>('/calls')
    return items.length === 0 || undefined
  }, withinMs)

test('callers who give up at once leave no call behind', async (t) => {
  const { house, port } = await hotline(t)
  const ground = { server: { address: '127.0.0.1', port }, own: '127.0.0.1' }
  const givesUp = async (afterMs: number) => {
    const phone = await FarPhone.open(ground, { hertz: 700 })
    t.after(() => phone.close())
    const [talk, answered] = await phone.call(`138${10_000_000 + afterMs}`, '861088886666')
    setTimeout(() => void phone.giveUp(talk), afterMs)
    // They were too late.
    if ((await answered)?.line.startsWith('200')) await phone.hangUp(talk)
  }
  await Promise.all(Array.from({ length: 40 }, (_, at) => givesUp(2 * at)))
  await noCalls(house, 5_000)
})

test('serve killed: it comes back on its ports, and its calls have ended', { skip }, async (t) => {
  const { server, house, call } = await hotline(t)
  const desk = await makeReady(house.ann)
  call()
  const session = await served(house.ann)
  const { id } = await callOf(house.ann, session)
  await server.kill()
  await server.start()
  await noCalls(house, 5_000)
  assert.equal((await house.boss.caller.get<Call>(`/calls/${id}`)).cause, 'lost')
  desk.close()
})
