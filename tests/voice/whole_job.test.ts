// A call's whole way, by those who make it: a caller, two agents in browsers, one at a desk phone that
// is reached over TLS. Each says a tone of their own, and whoever hears a tone heard that one.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from 'node:tls'
import type { Call, Page as PageOf, Phone, PhoneMade, Recording, Session } from '@parley/api'
import { eventually } from '../harness/eventually.ts'
import { employ, type Person } from '../harness/house.ts'
import { Baresip, hasBaresip } from './baresip.ts'
import { CallBar } from './desk_call.ts'
import { callWhen, played } from './hotline.ts'
import { loudness, RATE, shareAt, writeTone, type Recorded } from './sound.ts'
import { AGENT_HZ, CALLER, hears, hearsAll, OWN_NUMBER, seat, speaking } from './telephone.ts'
import { telephone, type Telephone } from './telephone.ts'
import { freePort, hasSipp } from './voice.ts'

const MUSIC_HZ = 440
const ANN_HZ = AGENT_HZ
const BOB_HZ = 1_000
const CALLER_HZ = 1_400
const PHONE_HZ = 1_900
/** Said while the recording is paused, by the caller and at the phone. */
const SECRETS_HZ = [2_500, 3_000] as const
const WRAP_UP_S = 4
const CALL_S = 120
/** In each part of the call, so that it stands in the recording. */
const TALK_MS = 2_000
const PIECE = RATE / 20
const LOUD = 100 // Of 32,767.
const skip = (!hasSipp && 'sipp is not installed') || (!hasBaresip && 'baresip is not installed')

/** An authority, and a certificate of its for this machine. */
function certificates(folder: string) {
  const run = (...words: string[]) =>
    execFileSync('openssl', words, { cwd: folder, stdio: 'ignore' })
  for (const name of ['ca', 'stranger'])
    // prettier-ignore
    run('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', `/CN=${name}`, '-days', '2',
      '-keyout', `${name}.key`, '-out', `${name}.pem`)
  // prettier-ignore
  run('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=127.0.0.1', '-days', '2',
    '-addext', 'subjectAltName=IP:127.0.0.1', '-addext', 'basicConstraints=critical,CA:FALSE',
    '-CA', 'ca.pem', '-CAkey', 'ca.key', '-keyout', 'own.key', '-out', 'own.pem')
  const at = (name: string) => join(folder, name)
  return { ca: at('ca.pem'), stranger: at('stranger.pem'), own: at('own.pem'), key: at('own.key') }
}

/** The house, with TLS for phones; and whoever has one. */
async function scene(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-whole-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const files = certificates(folder)
  const music = join(folder, 'music.wav')
  writeTone(music, MUSIC_HZ, 5)
  const tls = await freePort()
  const line = await telephone(t, {
    config: [
      `tls_port = ${tls}`,
      `music = "${music}"`,
      '[tls]',
      `certificate = "${files.own}"`,
      `key = "${files.key}"`,
    ],
    queue: { wrap_up_seconds: WRAP_UP_S, offer_seconds: 60 },
  })
  const { boss, queue } = line.scene.house
  const cyd = await employ(boss, { name: 'Cyd', queue_ids: [queue.id] })
  const made = await boss.caller.post<PhoneMade>('/phones', {
    name: 'On the wall',
    agent_id: cyd.id,
    rings: false,
  })
  const start = () =>
    Baresip.start(folder, PHONE_HZ, {
      user: made.phone.user,
      password: made.password,
      port: tls,
      transport: 'tls',
      codec: 'PCMU/8000/1',
      more: ['mediaenc=srtp-mand'],
      seconds: CALL_S,
      ca: files.ca,
    })
  return { line, folder, files, boss, cyd, made, tls, start }
}

type Scene = Awaited<ReturnType<typeof scene>>

/** Whether somebody who trusts that authority alone is let on by the server's certificate. */
function trusts(port: number, authority: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ host: '127.0.0.1', port, ca: readFileSync(authority) })
    const told = (is: boolean) => {
      done(is)
      socket.destroy()
    }
    socket.once('secureConnect', () => told(socket.authorized)).once('error', () => told(false))
  })
}

/** The phone registers. baresip is given the authority too, but 1.0 goes on whatever it is shown. */
async function registered(t: TestContext, { boss, files, made, tls, start }: Scene) {
  assert.deepEqual([await trusts(tls, files.ca), await trusts(tls, files.stranger)], [true, false])
  const phone = await start()
  t.after(() => {
    phone.stop()
    if (process.env.SHOW_BARESIP) process.stdout.write(phone.log)
  })
  await eventually(async () => {
    const { registered: isThere } = await boss.caller.get<Phone>(`/phones/${made.phone.id}`)
    return isThere || undefined
  })
  return phone
}

async function calling(t: TestContext, { folder, line }: Scene): Promise<Baresip> {
  const caller = await Baresip.start(folder, CALLER_HZ, {
    user: CALLER,
    port: line.port,
    transport: 'udp',
    codec: 'PCMA/8000/1',
    seconds: CALL_S,
  })
  t.after(() => caller.stop())
  await caller.dial(OWN_NUMBER, line.port)
  return caller
}

interface Parties {
  caller: Baresip
  phone: Baresip
  bob: CallBar
}

/** Everybody hears everybody else, and nobody themselves. */
async function conference({ caller, phone, bob }: Parties) {
  await hearsAll(bob.page, [CALLER_HZ, PHONE_HZ], [BOB_HZ, MUSIC_HZ])
  await caller.hears([BOB_HZ, PHONE_HZ], [CALLER_HZ, MUSIC_HZ])
  await phone.hears([BOB_HZ, CALLER_HZ], [PHONE_HZ, MUSIC_HZ])
  await sleep(TALK_MS)
}

/** What is said meanwhile is heard by those in the call. */
async function paused({ caller, phone, bob }: Parties) {
  const { recording } = bob.words
  await bob.press(recording.pause)
  await bob.region.getByText(recording.paused, { exact: true }).waitFor()
  await caller.say(SECRETS_HZ[0])
  await phone.say(SECRETS_HZ[1])
  await hearsAll(bob.page, [...SECRETS_HZ], [CALLER_HZ, PHONE_HZ])
  await sleep(TALK_MS)
  await caller.say(CALLER_HZ)
  await phone.say(PHONE_HZ)
  await hearsAll(bob.page, [CALLER_HZ, PHONE_HZ], [...SECRETS_HZ])
  await bob.press(recording.resume)
  await bob.region.getByText(recording.running, { exact: true }).waitFor()
}

/** In how many pieces of 50 ms of a channel each of these lies, with at least that share. */
function seconds(samples: number[], hertz: number, share: number): number {
  let count = 0
  for (let at = 0; at + PIECE <= samples.length; at += PIECE) {
    const piece = samples.slice(at, at + PIECE)
    if (loudness(piece) > LOUD && shareAt(hertz, piece) > share) count++
  }
  return (count * PIECE) / RATE
}

function judge(sound: Recorded, { duration_ms }: Recording, pausedMs: number, wholeMs: number) {
  const { left, right } = sound
  const told = Math.abs(left.length / RATE - duration_ms / 1_000)
  assert.ok(told < 0.5, `${left.length / RATE} s, told as ${duration_ms} ms`)
  assert.ok(duration_ms < wholeMs - pausedMs + 500, 'the pause is no part of it')
  const found = {
    caller: seconds(left, CALLER_HZ, 0.9),
    bob: seconds(right, BOB_HZ, 0.9),
    together: Math.min(seconds(right, BOB_HZ, 0.3), seconds(right, PHONE_HZ, 0.3)),
    phone: seconds(right, PHONE_HZ, 0.9),
  }
  const text = JSON.stringify({ ...found, of: left.length / RATE })
  assert.ok(found.caller > 0.9 * (left.length / RATE), `the caller is on the left: ${text}`)
  for (const [who, share] of Object.entries(found)) assert.ok(share > 1, `${who}: ${text}`)
  for (const hertz of [...SECRETS_HZ, MUSIC_HZ, ANN_HZ])
    for (const side of [left, right])
      assert.equal(seconds(side, hertz, 0.05), 0, `${hertz} Hz is nowhere: ${text}`)
  return text
}

/** As long as the wrap-up lasts, nobody is offered who waits. */
async function wrapUp({ line }: Scene, cyd: CallBar, offer: () => Promise<unknown>) {
  line.call()
  const { boss } = line.scene.house
  await eventually(async () => {
    const { items } = await boss.caller.get<PageOf<Session>>('/sessions?list=queue')
    return items.length > 0 || undefined
  })
  await cyd.press(cyd.words.hang_up)
  const ended = Date.now()
  await offer()
  const after = Date.now() - ended
  assert.ok(after > 1_000 * WRAP_UP_S - 1_000, `the next is offered ${after} ms after`)
  return after
}

/** A supervisor hears it in the desk, where the waveform stands. */
async function listened(line: Telephone, boss: Person, session: string) {
  const desk = await line.scene.desk(boss, { path: `/sessions/${session}` })
  const { page } = desk
  const bar = new CallBar(desk)
  const { player } = bar.words
  const card = bar.card()
  await card.getByRole('button', { name: /\(00:/ }).click()
  await page.waitForFunction(
    () => (document.querySelector('[data-player] path')?.getAttribute('d') ?? '').length > 100,
  )
  await card.getByLabel(player.speed).selectOption('2')
  await card.getByRole('button', { name: player.play, exact: true }).click()
  await page.waitForFunction(
    () =>
      Number(
        document.querySelector('[data-player] [role=slider]')?.getAttribute('aria-valuenow'),
      ) >= 2,
  )
  await card.getByRole('button', { name: player.pause, exact: true }).click()
}

test(
  'from the first ring to the recording that is played',
  { skip, timeout: 240_000 },
  async (t) => {
    const all = await scene(t)
    const { line, boss, cyd } = all
    const { ann, bob } = line.scene.house
    const phone = await registered(t, all)

    const first = await seat(line, ann)
    // Longer idle, the first is offered it first.
    const second = await seat(await speaking(t, line, BOB_HZ), bob)
    const caller = await calling(t, all)
    await first.offer.waitFor()
    await caller.hears([MUSIC_HZ], [ANN_HZ])
    await first.decline()
    await second.offer.waitFor()
    await second.page.keyboard.press('Alt+KeyA')
    await hears(second.page, CALLER_HZ)
    await caller.hears([BOB_HZ], [MUSIC_HZ, ANN_HZ])
    const { items } = await bob.caller.get<PageOf<Call>>('/calls')
    const id = items[0]?.id ?? assert.fail('no call')
    const parties = { caller, phone, bob: new CallBar(second) }

    await parties.bob.press(parties.bob.words.hold)
    await parties.bob.phase('held')
    await caller.hears([MUSIC_HZ], [BOB_HZ])
    await hears(second.page, 0)
    await parties.bob.press(parties.bob.words.resume)
    await caller.hears([BOB_HZ], [MUSIC_HZ])
    await sleep(TALK_MS)

    // No desk of theirs is open: somebody said for them that they are there.
    const isThere = () => cyd.caller.post('/me/presence', { presence: 'away' })
    await isThere()
    await parties.bob.consult(cyd.name)
    await parties.bob.phase('consulting')
    await hearsAll(second.page, [PHONE_HZ], [CALLER_HZ, MUSIC_HZ])
    await phone.hears([BOB_HZ], [CALLER_HZ, MUSIC_HZ])
    await caller.hears([MUSIC_HZ], [BOB_HZ, PHONE_HZ])
    await parties.bob.press(parties.bob.words.conference)
    await parties.bob.phase('conference')
    await conference(parties)
    const began = Date.now()
    await paused(parties)
    const pausedMs = Date.now() - began
    await conference(parties)

    await isThere()
    await parties.bob.press(parties.bob.words.hand_over)
    await parties.bob.gone()
    await caller.hears([PHONE_HZ], [BOB_HZ, MUSIC_HZ])
    await phone.hears([CALLER_HZ], [BOB_HZ, MUSIC_HZ])
    await sleep(TALK_MS)
    // They take no more today.
    await bob.caller.line().then((desk) => desk.send({ type: 'presence', presence: 'away' }))

    const third = await seat(line, cyd)
    const waited = await wrapUp(all, new CallBar(third), () => third.offer.waitFor())
    const ended = await callWhen(boss, id, ({ state }) => state === 'ended')
    assert.equal(ended.legs.filter((leg) => leg.joined_at > 0).length, 3, 'caller, browser, phone')
    const recording = await eventually(async () => {
      const { recordings } = await boss.caller.get<Call>(`/calls/${id}`)
      return recordings.find((one) => one.state === 'kept')
    })
    const sound = await played(boss, recording.id)
    t.diagnostic(judge(sound, recording, pausedMs, ended.ended_at - ended.answered_at))
    t.diagnostic(`paused for ${pausedMs} ms; the next was offered ${waited} ms after`)
    await listened(line, boss, ended.session_id ?? '')
  },
)
