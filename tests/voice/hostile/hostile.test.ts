// A call goes on while strangers scan, guess passwords, and send whatever is malformed. To be run under
// sanitizers: PARLEY_BIN names such a build. HOSTILE_SECONDS: how long the mutations last.

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { PROGRAM } from '../../harness/server.ts'
import { Baresip, hasBaresip } from '../baresip.ts'
import { AGENT, CONTACT, Exchange, LEFT, RIGHT, type Kept } from '../exchange.ts'
import { SipPeer } from '../sip_peer.ts'
import { RATE, shareAt } from '../sound.ts'
import type { Softphone } from '../softphone.ts'
import { freePort } from '../voice.ts'
import { filesOf, flood, mediaSeeds, sipSeeds } from './mutations.ts'
import { answerTo, enumerate, hasScanners, run, scan } from './scanners.ts'

const CORPUS = resolve(
  process.env.PARLEY_CORPUS ?? join(import.meta.dirname, '../../../../shared/corpus'),
)
const CALLER_HZ = 1_400
const AGENT_HZ = 700
/** Nobody else's: what is sent to them must not hit others' calls. */
const FIRST_PORT = 55_000 + 50 * Math.floor(Math.random() * 100)
const SOUND_PORTS = [FIRST_PORT, FIRST_PORT + 49] as const
const QUIET_MS = 8_000
const MUTATIONS_MS = 1_000 * Number(process.env.HOSTILE_SECONDS ?? 20)
/** Of frames, beyond what a quiet line loses on the same machine. */
const LOST_BEYOND_MAX = 0.01
const PIECE = RATE / 50
const KNOWN = { user: '1001', password: 'tangerine' }
/** An address each; the first is a trunk's, which is never banned: what it sends goes far. */
const TRUNK = '127.0.0.2'
const MAPPER = '127.0.0.61'
const CRACKER = '127.0.0.62'
const ASKER = '127.0.0.63'
const FLOODER = '127.0.0.64'
const ALARM = /ERROR: \w+Sanitizer|runtime error:|SUMMARY: \w+Sanitizer/
const percent = (share: number) => `${(100 * share).toFixed(2)} %`
const skip =
  (!hasBaresip && 'baresip is not installed') || (!hasScanners && 'sipvicious is not installed')

interface Live {
  exchange: Exchange
  caller: Baresip
  agent: Softphone
  kept: Kept
  call: string
}

async function live(t: TestContext): Promise<Live> {
  const exchange = await Exchange.open(t, { open: false, ports: SOUND_PORTS })
  const { voice } = exchange
  exchange.trunk(randomUUID(), await freePort(), { sources: ['127.0.0.1', TRUNK] })
  exchange.phone(KNOWN)
  await exchange.settled()
  const caller = await Baresip.start(voice.folder, CALLER_HZ, {
    user: '13800138000',
    port: voice.port,
    transport: 'udp',
    codec: 'PCMA/8000/1',
    seconds: 120 + MUTATIONS_MS / 1_000,
  })
  t.after(() => caller.stop())
  await sleep(500)
  caller.dial('4001', voice.port)
  const call = await exchange.answered()
  const agent = await exchange.browser(call, AGENT, AGENT_HZ)
  exchange.hear(call, [
    [AGENT, CONTACT],
    [CONTACT, AGENT],
    [LEFT, CONTACT],
    [RIGHT, AGENT],
  ])
  await agent.hearsAll([CALLER_HZ], [AGENT_HZ])
  await caller.hears([AGENT_HZ], [CALLER_HZ])
  await agent.keep()
  return { exchange, caller, agent, kept: exchange.recorded(call), call }
}

/** What is heard in one place. */
class Ear {
  readonly name: string
  readonly #hertz: number
  readonly #samples: () => number[] | Promise<number[]>
  /** How many samples were heard so far. */
  readonly length: () => number | Promise<number>

  constructor(
    name: string,
    hertz: number,
    samples: () => number[] | Promise<number[]>,
    length: () => number | Promise<number> = () => 0,
  ) {
    this.name = name
    this.#hertz = hertz
    this.#samples = samples
    this.length = length
  }

  /** The share of frames without the tone; a second all of which lack it is told. */
  async lost(from: number, until = Infinity): Promise<number> {
    const samples = (await this.#samples()).slice(from, until)
    let [lost, frames] = [0, 0]
    for (let second = 0; second + RATE <= samples.length; second += RATE) {
      let there = 0
      for (let at = second; at < second + RATE; at += PIECE)
        if (shareAt(this.#hertz, samples.slice(at, at + PIECE)) > 0.8) there++
      const of = RATE / PIECE
      assert.ok(there > of / 2, `${this.name}, second ${second / RATE}: ${there} of ${of} frames`)
      lost += of - there
      frames += of
    }
    assert.ok(frames > 0, `${this.name} heard nothing`)
    return lost / frames
  }
}

/** Calls that strangers bring are not answered; the server ends them, as nobody has that number. */
function refuseOthers({ control }: Exchange, ours: string) {
  const refused = new Set([ours])
  const timer = setInterval(() => {
    for (const { call = '' } of control.all('call_arrived')) {
      if (refused.has(call)) continue
      refused.add(call)
      control.say({ type: 'end_call', call })
    }
  }, 100)
  timer.unref()
  return () => {
    clearInterval(timer)
    return refused.size - 1
  }
}

async function scanned(exchange: Exchange) {
  const { voice, control } = exchange
  const { port, folder } = voice
  for (const method of ['REGISTER', 'INVITE']) {
    const known = await answerTo(method, ASKER, port, KNOWN.user)
    assert.match(known, /^SIP\/2.0 401 /)
    assert.equal(await answerTo(method, ASKER, port, '7777'), known, 'as about nobody')
    assert.doesNotMatch(known, /parley\/|sofia/i, 'nor which program it is')
  }
  const told: string[] = []
  for (const method of ['OPTIONS', 'REGISTER', 'INVITE'])
    told.push(await scan('svmap', MAPPER, port, ['-m', method], folder))
  const range = ['--force', '-e', '950-1050', '--maximumtime=5']
  for (const method of ['REGISTER', 'OPTIONS'])
    told.push(await scan('svwar', MAPPER, port, [...range, '-m', method], folder))
  const everybody = Array.from({ length: 101 }, (_, at) => 950 + at)
  await enumerate(MAPPER, port, everybody)
  assert.equal((await control.until('address_banned', { address: MAPPER })).reason, 'scanner')
  assert.doesNotMatch(told.join('\n'), /\| *(9[5-9]\d|10[0-4]\d) *\||sofia/i)
  await cracked(exchange)
  return told.join('\n')
}

/** svcrack does not know SHA-256, and stops at it; who does knows the right password, too late. */
async function cracked({ voice, control }: Exchange) {
  const { port, folder } = voice
  const words = [...Array.from({ length: 40 }, (_, at) => `guess${at}`), KNOWN.password]
  writeFileSync(join(folder, 'words'), words.join('\n'))
  const guesses = ['-u', KNOWN.user, '-d', join(folder, 'words'), '--maximumtime=5']
  const told = await scan('svcrack', CRACKER, port, guesses, folder)
  assert.doesNotMatch(told, new RegExp(KNOWN.password), 'svcrack')
  const peer = await SipPeer.open(port, CRACKER)
  const isBanned = () => control.all('address_banned', { address: CRACKER }).length > 0
  for (const password of words) {
    if (isBanned()) break
    peer.credentials = { user: KNOWN.user, password }
    const answer = peer.ask(peer.line(), 'REGISTER').catch(() => undefined)
    const first = await Promise.race([answer, sleep(1_000)])
    assert.match(first?.line ?? '401 ', /^401 /, `${password} is told to be good`)
  }
  const { reason } = await control.until('address_banned', { address: CRACKER })
  assert.equal(reason, 'wrong_credentials')
  peer.credentials = KNOWN
  const late = peer.ask(peer.line(), 'REGISTER').catch(() => undefined)
  assert.equal(await Promise.race([late, sleep(1_000)]), undefined, 'the right one comes too late')
  await late
  peer.close()
  assert.deepEqual(control.all('phone_changed'), [])
}

/** Where sound is heard now: ports of that process. */
function soundPorts(): number[] {
  const [first, last] = SOUND_PORTS
  return readFileSync('/proc/net/udp', 'utf8')
    .split('\n')
    .slice(1)
    .map((line) => parseInt(line.trim().split(/\s+/)[1]?.split(':')[1] ?? '0', 16))
    .filter((port) => port >= first && port <= last)
}

async function replayed(t: TestContext, { voice }: Exchange, ports: number[]) {
  const replay = join(CORPUS, 'replay.py')
  if (!existsSync(replay)) {
    t.diagnostic(`SKIPPED: the corpora are not there (${CORPUS})`)
    return
  }
  for (const folder of readdirSync(join(CORPUS, 'sip'))) {
    const more = ['--src-port', `${await freePort()}`, '--wait', '0.2']
    const words = [replay, 'sip', `127.0.0.1:${voice.port}`, join(CORPUS, 'sip', folder), ...more]
    const { status, text } = await run('python3', words, voice.folder)
    assert.equal(status, 0, `${folder}: ${text}`)
    t.diagnostic(`sip/${folder}: ${text.trim().split('\n').at(-1)}`)
  }
  for (const port of ports)
    await run('python3', [replay, 'udp', `127.0.0.1:${port}`, join(CORPUS, 'media')], voice.folder)
  t.diagnostic(`media: to ${ports.length} ports`)
}

const corpus = (folder: string) =>
  existsSync(join(CORPUS, folder)) ? filesOf(join(CORPUS, folder)) : []

/** All that is mutated, for so long, to these ports. */
async function mutated(ms: number, signalling: number, sound: number[]) {
  const own = await freePort()
  const common = { ms, perSecond: 200 }
  const sip = { ...common, ports: [signalling] }
  const media = { ...common, ports: sound }
  const seeds = mediaSeeds()
  return Promise.all([
    flood({ ...sip, from: TRUNK, seed: 1, seeds: [...sipSeeds(TRUNK, own), ...corpus('sip')] }),
    flood({ ...sip, from: FLOODER, seed: 2, seeds: sipSeeds(FLOODER, own) }),
    flood({ ...media, from: '127.0.0.1', seed: 3, seeds: [...seeds, ...corpus('media')] }),
    flood({ ...media, from: FLOODER, seed: 4, seeds }),
  ])
}

/** The same machine, as busy, with nobody hostile to us: what is sent goes elsewhere. */
async function quiet() {
  const elsewhere = createSocket('udp4')
  await new Promise<void>((done) => elsewhere.bind(0, '127.0.0.1', done))
  const { port } = elsewhere.address()
  await mutated(QUIET_MS, port, [port])
  elsewhere.close()
}

/** `marks`: where each ear was when the quiet began, the scans, the corpora, the mutations, the quiet, its end. */
async function judge(t: TestContext, ears: Ear[], marks: number[][]) {
  for (const [which, ear] of ears.entries()) {
    const at = marks.map((mark) => mark[which] ?? 0)
    const parts = [0, 1, 2, 3, 4].map((part) => ear.lost(at[part] ?? 0, at[part + 1]))
    const [before = 0, scans = 0, corpora = 0, mutations = 0, after = 0] = await Promise.all(parts)
    const lost = await ear.lost(at[1] ?? 0, at[4])
    t.diagnostic(
      `${ear.name} lost: ${percent(lost)} (scans ${percent(scans)}, corpora ${percent(corpora)}, ` +
        `mutations ${percent(mutations)}), in quiet ${percent(before)} and ${percent(after)}`,
    )
    assert.ok(lost <= Math.max(before, after) + LOST_BEYOND_MAX, ear.name)
  }
}

/** The recording has both, in every second. */
async function judgeRecording(t: TestContext, { exchange, call, kept }: Live) {
  exchange.say('end_call', call)
  await exchange.control.until('recording_ended', { recording: kept.recording })
  const { left, right } = kept.read()
  const sides = [new Ear('left', CALLER_HZ, () => left), new Ear('right', AGENT_HZ, () => right)]
  for (const side of sides)
    t.diagnostic(`recorded, ${side.name}: ${percent(await side.lost(RATE))} lost`)
}

test(
  'a call is not hurt by strangers, who learn nothing',
  { skip, timeout: 900_000 },
  async (t) => {
    const all = await live(t)
    const { exchange, caller, agent, call } = all
    const { voice, control } = exchange
    const isSanitized = readFileSync(PROGRAM).includes('__asan_init')
    t.diagnostic(isSanitized ? 'with AddressSanitizer' : 'WITHOUT a sanitizer')
    const ears = [
      new Ear(
        'caller',
        AGENT_HZ,
        () => caller.heard(),
        () => caller.heard().length,
      ),
      new Ear(
        'agent',
        CALLER_HZ,
        () => agent.kept(),
        () => agent.keptSoFar(),
      ),
    ]
    const marks: number[][] = []
    const mark = async () => {
      marks.push(await Promise.all(ears.map((ear) => ear.length())))
      const figures = control.all('voice_figures').at(-1)
      const late = { worst_late_us: figures?.worst_late_us, ticks_missed: figures?.ticks_missed }
      t.diagnostic(`counted: ${JSON.stringify({ ...(await agent.counted()), ...late })}`)
    }
    await mark()
    await quiet()
    await mark()
    const refused = refuseOthers(exchange, call)
    const ports = soundPorts()
    assert.ok(ports.length >= 3, 'sound and its reports, and browsers')
    const told = await scanned(exchange)
    await mark()
    await replayed(t, exchange, ports)
    await mark()
    const sent = await mutated(MUTATIONS_MS, voice.port, ports)
    await control.until('address_banned', { address: FLOODER })
    const others = refused()
    await mark()
    await quiet()
    await mark()
    t.diagnostic(`${sent.join(' + ')} mutations; ${others} calls of strangers`)
    if (process.env.SHOW_SCANNERS) process.stdout.write(told)

    const banned = control
      .all('address_banned')
      .map(({ address, reason }) => `${address} ${reason}`)
    t.diagnostic(`banned: ${banned.join(', ')}`)
    assert.ok(!banned.some((one) => /^127\.0\.0\.[12] /.test(one)), 'no trunk')
    assert.deepEqual(control.all('leg_left', { call }), [])
    await judge(t, ears, marks)
    await judgeRecording(t, all)
    const asked = await answerTo('OPTIONS', TRUNK, voice.port, '4001')
    assert.match(asked, /^SIP\/2.0 200 /, 'it stands')
    assert.equal(await voice.stop(), 0)
    assert.doesNotMatch(voice.log, ALARM)
  },
)
