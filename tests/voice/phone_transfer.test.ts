// An agent hands a contact on by the keys of a desk phone: on hold, a second call, a word with whom
// they reach, transfer (REFER with Replaces). By tones: the contact sends back what they hear.

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import type { Call, Page, Phone, PhoneMade, Session } from '@parley/api'
import { setTimeout as sleep } from 'node:timers/promises'
import { eventually } from '../harness/eventually.ts'
import type { Person } from '../harness/house.ts'
import { Baresip, hasBaresip } from './baresip.ts'
import { callWhen, hotline, joinBy, makeReady, NUMBER, played, toneBrowser } from './hotline.ts'
import type { Hotline } from './hotline.ts'
import { SipPeer } from './sip_peer.ts'
import { RATE, shareAt } from './sound.ts'
import { freePort, hasSipp, holds, SIPP, sippSoundPort } from './voice.ts'

const ANN_HZ = 1_000
const BOB_HZ = 1_300
const LISTENS_MS = 1_500
const THEIR_NUMBER = '+8613900002222'
const skip = !(hasSipp && hasBaresip) && 'sipp or baresip is not installed'

/** A desk phone of theirs, registered; and what others dial to reach it. */
async function phoneOf(
  t: TestContext,
  line: Hotline,
  person: Person,
  hertz: number,
  answers = true,
) {
  const body = { name: person.name, agent_id: person.id, rings: true }
  const made = await line.house.boss.caller.post<PhoneMade>('/phones', body)
  const { user } = made.phone
  const desk = await Baresip.start(line.server.folder, hertz, {
    user,
    password: made.password,
    port: line.port,
    transport: 'udp',
    codec: 'PCMA/8000/1',
    answers,
  })
  t.after(() => {
    desk.stop()
    if (process.env.SHOW_BARESIP) process.stdout.write(desk.log)
  })
  await eventually(async () => {
    const { items } = await line.house.boss.caller.get<Page<Phone>>('/phones')
    return items.find((one) => one.user === user && one.registered)
  })
  return { desk, user }
}

/** Ann talks with a contact by her desk phone, and has put them on hold. */
async function holding(t: TestContext, line: Hotline) {
  const { ann } = line.house
  const { desk } = await phoneOf(t, line, ann, ANN_HZ)
  await makeReady(ann)
  const contact = line.call('patient')
  t.after(() => contact.kill('SIGKILL'))
  const { id } = await eventually(async () => {
    const { items } = await ann.caller.get<Page<Call>>('/calls')
    return items.find((one) => one.state === 'talking')
  })
  await hears(desk, ANN_HZ)
  await desk.press('hold')
  const call = await callWhen(ann, id, (one) => one.state === 'held')
  return { desk, call }
}

async function hears(desk: Baresip, hertz: number, not = 0) {
  await holds(() => {
    assert.ok(desk.hearsShare(hertz) > 0.9, `${hertz} Hz: ${desk.hearsShare(hertz)}`)
    if (not) assert.ok(desk.hearsShare(not) < 0.01, `${not} Hz: ${desk.hearsShare(not)}`)
  })
}

const dial = (desk: Baresip, line: Hotline, user: string) =>
  desk.press('dial', `sip:${user}@127.0.0.1:${line.port}`)

/** As a phone does when the key is pressed a second time: of its first line, to the newest. */
async function transfer(desk: Baresip, line: Hotline) {
  const { id, tag, theirTag } = desk.line()
  assert.ok(id && tag && theirTag, desk.log.slice(-2_000))
  const replaces = encodeURIComponent(`${id};to-tag=${theirTag};from-tag=${tag}`)
  await desk.press('line', '1')
  await desk.press('transfer', `<sip:them@127.0.0.1:${line.port}?Replaces=${replaces}>`)
}

/** At their desk, and not asked by the queue. */
async function away(line: Hotline, person: Person) {
  const seat = await person.caller.line()
  seat.send({ type: 'presence', presence: 'away', reason: 'meal' })
  await eventually(async () => {
    const { items } = await line.house.boss.caller.get<Page<Person>>('/agents')
    return items.find((one) => one.id === person.id && one.presence === 'away')
  })
}

/** The one recording of a call that is over. */
async function recorded(line: Hotline, call: Call) {
  const { boss } = line.house
  const { recordings } = await callWhen(boss, call.id, (one) => one.recordings[0]?.state === 'kept')
  assert.equal(recordings.length, 1)
  return eventually(async () => {
    const sound = await played(boss, recordings[0]?.id ?? '').catch(() => undefined)
    return sound?.left.length ? sound : undefined
  })
}

const of = (call: Call, person: Person) => call.legs.filter((leg) => leg.agent_id === person.id)
const states = (call: Call, person: Person) => of(call, person).map((leg) => leg.state)

test('to a colleague at their desk phone', { skip }, async (t) => {
  const line = await hotline(t)
  const { ann, bob } = line.house
  const { desk, call } = await holding(t, line)
  const bobs = await phoneOf(t, line, bob, BOB_HZ)
  await away(line, bob)
  await dial(desk, line, bobs.user)
  const talk = await callWhen(ann, call.id, (one) => states(one, ann)[1] === 'joined')
  assert.deepEqual(
    [talk.state, states(talk, ann), states(talk, bob)],
    ['held', ['held', 'joined'], ['joined']],
  )
  await hears(bobs.desk, ANN_HZ)
  await hears(desk, BOB_HZ, ANN_HZ)

  await transfer(desk, line)
  await holds(() => assert.equal(desk.outcomes().at(-1), 'SIP/2.0 200 OK'))
  const after = await callWhen(bob, call.id, (one) =>
    states(one, ann).every((state) => state === 'left'),
  )
  assert.deepEqual([after.state, states(after, bob)], ['talking', ['joined']])
  assert.ok(of(after, ann).every((leg) => leg.cause === 'transferred'))
  const session = await bob.caller.get<Session>(`/sessions/${call.session_id}`)
  assert.deepEqual([session.state, session.agent_id], ['assigned', bob.id])
  await hears(bobs.desk, BOB_HZ, ANN_HZ)

  await sleep(LISTENS_MS)
  await bob.caller.post(`/calls/${call.id}/hang-up`)
  const { left, right } = await recorded(line, call)
  for (const side of [left, right]) assert.ok(shareAt(BOB_HZ, side.slice(-RATE)) > 0.9)
  assert.ok(shareAt(ANN_HZ, right.slice(RATE / 4, RATE / 2)) > 0.9, 'as it began')
})

test('to a queue: whoever is free there, in their browser', { skip }, async (t) => {
  const line = await hotline(t)
  const { ann, bob } = line.house
  const { desk, call } = await holding(t, line)
  await makeReady(bob)
  await dial(desk, line, NUMBER.slice(1))
  const rings = await callWhen(bob, call.id, (one) => of(one, bob).length === 1)
  assert.equal(of(rings, bob)[0]?.medium, 'browser')
  const browser = await toneBrowser(t, line.server, BOB_HZ)
  await joinBy(browser, bob, call)
  await callWhen(ann, call.id, (one) => states(one, ann)[1] === 'joined')
  await browser.hearsAll([ANN_HZ], [BOB_HZ])
  await hears(desk, BOB_HZ, ANN_HZ)
  await transfer(desk, line)
  await holds(() => assert.equal(desk.outcomes().at(-1), 'SIP/2.0 200 OK'))
  await browser.hearsAll([BOB_HZ], [ANN_HZ])
  const session = await bob.caller.get<Session>(`/sessions/${call.session_id}`)
  assert.equal(session.agent_id, bob.id)
})

test(
  'who hangs up the second call is with the contact again, and they alone',
  { skip },
  async (t) => {
    const line = await hotline(t)
    const { ann, bob } = line.house
    const { desk, call } = await holding(t, line)
    const bobs = await phoneOf(t, line, bob, BOB_HZ)
    await away(line, bob)
    await dial(desk, line, bobs.user)
    await callWhen(ann, call.id, (one) => states(one, ann)[1] === 'joined')
    await desk.press('line', '2')
    await desk.press('hangup')
    const again = await callWhen(ann, call.id, (one) => states(one, bob)[0] === 'left')
    assert.equal(states(again, ann)[1], 'left')
    // It takes the first call back by itself.
    await callWhen(ann, call.id, (one) => one.state === 'talking')
    await sleep(LISTENS_MS)
    await ann.caller.post(`/calls/${call.id}/hang-up`)
    const { left, right } = await recorded(line, call)
    for (const side of [left, right]) {
      assert.ok(shareAt(ANN_HZ, side.slice(-RATE / 2)) > 0.9, 'heard by the contact, who says it')
      assert.ok(shareAt(BOB_HZ, side) < 0.01, 'of the word with Bob nothing is kept')
    }
  },
)

/** A carrier at another address, where whoever is called answers. */
async function carrier(t: TestContext) {
  const port = await freePort()
  const file = join(import.meta.dirname, 'answerer.xml')
  // prettier-ignore
  const words = ['-sf', file, '-i', '127.0.0.2', '-p', `${port}`, '-mp', `${sippSoundPort()}`,
    '-d', '100', '-nostdin', '-rtp_echo', '-timeout', '60s']
  const child = spawn(SIPP, words, { stdio: 'ignore' })
  t.after(() => child.kill('SIGKILL'))
  return { host: '127.0.0.2', port }
}

test('that cannot be done leaves both calls as they were, and says so', { skip }, async (t) => {
  const line = await hotline(t, { trunk: await carrier(t) })
  const { ann, bob, boss } = line.house
  const body = { name: 'Ann', agent_id: ann.id }
  const made = await boss.caller.post<PhoneMade>('/phones', body)
  const peer = await SipPeer.open(line.port)
  t.after(() => peer.close())
  peer.credentials = { user: made.phone.user, password: made.password }
  const bobs = await phoneOf(t, line, bob, BOB_HZ, false)
  await makeReady(ann)
  await away(line, bob)

  const [first, second] = [peer.line(), peer.line()]
  peer.called = THEIR_NUMBER
  await peer.call(first)
  const { id } = await eventually(async () => {
    const { items } = await ann.caller.get<Page<Call>>('/calls')
    return items.find((one) => one.state === 'talking')
  })
  await peer.call(first, [], peer.sdp('sendonly'))
  await callWhen(ann, id, (one) => one.state === 'held')
  peer.called = bobs.user
  const answered = peer.call(second)
  await callWhen(ann, id, (one) => of(one, bob)[0]?.state === 'ringing')
  const { headers } = await peer.until(
    ({ line: told, headers: of }) => told.startsWith('180') && of['call-id'] === second.id,
  )
  const theirTag = /tag=([^;]+)/.exec(headers.to ?? '')?.[1] ?? ''
  const replaces = encodeURIComponent(`${second.id};to-tag=${theirTag};from-tag=${second.tag}`)
  const refer = `Refer-To: <sip:them@127.0.0.1?Replaces=${replaces}>`
  assert.match((await peer.ask(first, 'REFER', [refer])).line, /^202 /)
  await peer.until((told) => /^SIP\/2\.0 480 /.test(told.body))
  const stands = await ann.caller.get<Call>(`/calls/${id}`)
  assert.deepEqual([states(stands, ann), states(stands, bob)], [['held', 'joining'], ['ringing']])

  await bobs.desk.press('accept')
  await answered
  const talk = await callWhen(ann, id, (one) => states(one, ann)[1] === 'joined')
  assert.deepEqual(
    [talk.state, states(talk, ann), states(talk, bob)],
    ['held', ['held', 'joined'], ['joined']],
  )
  assert.ok(peer.heard.every((told) => !told.line.startsWith('BYE')))
  assert.match((await peer.ask(first, 'REFER', [refer])).line, /^202 /)
  await peer.until((told) => told.body.trim() === 'SIP/2.0 200 OK')
  for (const { id: over } of [first, second]) {
    const bye = await peer.until(
      (told) => told.line.startsWith('BYE') && told.headers['call-id'] === over,
    )
    const told = peer.heard.findIndex((one) => one.body.trim() === 'SIP/2.0 200 OK')
    assert.ok(told < peer.heard.indexOf(bye), 'the outcome is told before')
  }
  const session = await bob.caller.get<Session>(`/sessions/${talk.session_id}`)
  assert.equal(session.agent_id, bob.id)
})
