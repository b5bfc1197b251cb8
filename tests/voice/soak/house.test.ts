// Thousands of calls through a whole house, whose callers hang up at any moment or vanish, whose lines
// are bad, whose network goes, and whose processes are killed: afterwards nothing of them is left but
// rows that are ended and recordings that are whole.
//
// SOAK_CALLS says how many; with 50 it takes two minutes. While it runs a line each five seconds tells
// how far it is.

import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Call, Page } from '@parley/api'
import { Caller } from '../../harness/client.ts'
import { eventually } from '../../harness/eventually.ts'
import { employ, type Person } from '../../harness/house.ts'
import { noWire, Wire } from '../../network/wire.ts'
import { writeTone } from '../sound.ts'
import { Board } from './board.ts'
import { Breaker } from './breaks.ts'
import { BrowserLine } from './browser_line.ts'
import type { CallerEnd, FarTold } from './far_terms.ts'
import { between, chance, one, Seat } from './seat.ts'
import {
  handlesOf,
  keepEvidence,
  numberOf,
  sizeOf,
  soakHouse,
  udpPortsOf,
  voicePid,
} from './soak_house.ts'
import type { Size, SoakHouse } from './soak_house.ts'
import { Telephones, type Where } from './telephones.ts'
import { listen, outlived, rowsOf, strayFiles, stuck } from './verdict.ts'

const CALLS = Number(process.env.SOAK_CALLS ?? 2_000)
const SIZE = sizeOf(CALLS)
/** A call each so often; of these every so manieth is one of ours to somebody outside. */
const CALLS_A_SECOND = SIZE.atOnce / 25
const OUTBOUND_PERCENT = 12
const FROM_THE_NET_PERCENT = 15
const BAD_LINE_PERCENT = 15
const BAD_LINE = { lostPercent: 5, delayMs: 20, spreadMs: 80 }
const CUT_MS = 6_000
/** A dead line is one after 30 s, and a BYE to nobody is given up after 32. */
const LEAVE_WITHIN_MS = 5_000
const OVER_WITHIN_MS = 60_000
const TELLS_EVERY_MS = 5_000
const EARS = 4
const AGENT_HZ = 1_000
const ANSWERED_WITHIN_MS = 20_000
const TIMEOUT_MS = 16 * 60_000

const noNetwork = noWire()

class Soak {
  readonly board = new Board()
  readonly soak: SoakHouse
  readonly breaker: Breaker
  readonly seats: Seat[] = []
  readonly #wire: Wire | undefined
  #loopback: Telephones | undefined
  #net: Telephones | undefined
  #made = 0
  #most = 0
  readonly #began = Date.now()

  constructor(soak: SoakHouse, wire: Wire | undefined) {
    this.soak = soak
    this.#wire = wire
    this.breaker = new Breaker(soak, this.board, () => this.#loopback?.say({ do: 'register' }))
  }

  async staff(t: TestContext) {
    const { employed, port, carrierPort, server, own } = this.soak
    const where = { server: own, port, own }
    const registered = new Set<string>()
    this.#loopback = await Telephones.open(where, (told) => {
      if (told.told === 'registered') registered.add(told.user)
      this.#hear(told)
    })
    t.after(() => this.#loopback?.kill())
    await this.#openNet()
    t.after(() => this.#net?.kill())
    this.#loopback.say({ do: 'carrier', port: carrierPort })
    for (const { phone } of employed) {
      const bad = chance(BAD_LINE_PERCENT) && { trouble: BAD_LINE }
      this.#loopback.say({
        do: 'own_phone',
        user: phone.phone.user,
        password: phone.password,
        ...bad,
      })
    }
    await eventually(async () => registered.size === employed.length || undefined)
    this.idle = this.#voice()
    const microphone = join(server.folder, 'microphone.wav')
    writeTone(microphone, AGENT_HZ, 10)
    const around = { board: this.board, seats: this.seats, isUp: () => this.breaker.isUp }
    for (const one of employed) {
      const browser = one.kind === 'browser' ? await BrowserLine.open(microphone) : undefined
      if (browser) t.after(() => browser.close())
      const seat = new Seat(one, around, browser)
      t.after(() => seat.close())
      this.seats.push(seat)
    }
    await this.allReady()
  }

  /** Of the voice process while nobody calls. */
  idle: { handles: Record<string, number>; ports: number } = { handles: {}, ports: 0 }

  #voice() {
    const pid = voicePid(this.soak) ?? assert.fail('voice runs')
    return { handles: handlesOf(pid), ports: udpPortsOf(pid).length }
  }

  async allReady() {
    const others = () => this.seats.filter((seat) => !seat.isReady)
    await eventually(async () => others().length === 0 || undefined).catch(() =>
      assert.fail(`not ready: ${others().join()}`),
    )
  }

  async #openNet() {
    if (!this.#wire) return
    const where: Where = {
      server: this.#wire.place('client'),
      port: this.soak.port,
      own: this.#wire.node(0),
      under: ['ip', 'netns', 'exec', this.#wire.namespace(0)],
    }
    this.#net = await Telephones.open(where, (told) => this.#hear(told))
  }

  #hear(told: FarTold) {
    if (told.told === 'connected') this.board.truth(told.number).connectedAt = told.at
    if (told.told === 'picked_up') this.board.truth(told.number).agentsAt.push(told.at)
    if (told.told === 'held') this.board.held(told.number, told.held, told.at)
    if (told.told !== 'over') return
    this.board.count(`caller:${told.how}`)
    Object.assign(this.board.truth(told.number), { overAt: told.at, how: told.how })
  }

  get callers(): number {
    return (this.#loopback?.standing ?? 0) + (this.#net?.standing ?? 0)
  }

  /** One more call, from wherever, to whatever end. */
  place(end?: CallerEnd) {
    const ends: CallerEnd[] = ['hangs_up', 'hangs_up', 'hangs_up', 'stays', 'stays', 'stays']
    const rare: CallerEnd[] = ['gives_up', 'vanishes', 'never_confirms']
    const drawn = end ?? (chance(25) ? one(rare) : one(ends))
    const afterMs = drawn === 'gives_up' ? between(0, 60) : between(100, 50_000)
    const from = `138${String(++this.#made).padStart(8, '0')}`
    const to = numberOf(Math.floor(between(0, this.soak.queues.length)))
    const isFar = !end && this.#net?.isGone === false && chance(FROM_THE_NET_PERCENT)
    const telephones = isFar ? this.#net : this.#loopback
    const bad = !end && chance(BAD_LINE_PERCENT) && { trouble: BAD_LINE }
    telephones?.say({ do: 'call', from, to, end: drawn, afterMs, ...bad })
  }

  async dial() {
    const number = `+861390${String(Math.floor(between(0, 1e7))).padStart(7, '0')}`
    await one(this.seats).dial(number)
  }

  /** The link is down: who is on the line from there is gone without a word, with their telephones. */
  async cutNet() {
    if (!this.#wire || !this.#net) return
    const broken = { what: 'network', at: Date.now(), overAt: Infinity } as const
    this.board.breaks.push(broken)
    this.#wire.cut(0, 'client')
    await sleep(CUT_MS)
    await this.#net.kill()
    this.#wire.heal()
    Object.assign(broken, { overAt: Date.now() })
    await this.#openNet()
  }

  /** Until there were so many calls; `breaks` come at their share of them. */
  async run(breaks: [number, () => Promise<void>][]) {
    const waiting = [...breaks]
    let breaking: Promise<void> | undefined
    let broken: unknown
    const tells = setInterval(() => this.tell(), TELLS_EVERY_MS)
    try {
      while (this.board.calls.size < CALLS || breaking || waiting.length > 0) {
        const [share, act] = waiting[0] ?? []
        if (share !== undefined && act && !breaking && this.board.calls.size >= share * CALLS) {
          waiting.shift()
          breaking = act()
            .catch((error: unknown) => (broken = error))
            .then(() => {
              breaking = undefined
              this.#tellBreak()
            })
        }
        if (broken) throw broken as Error
        if (this.callers < SIZE.atOnce && this.breaker.isUp) {
          if (chance(OUTBOUND_PERCENT)) void this.dial()
          else this.place()
        }
        this.#most = Math.max(this.#most, this.board.standing().length)
        await sleep(1_000 / CALLS_A_SECOND)
      }
    } finally {
      clearInterval(tells)
    }
  }

  /** What comes now. */
  say(what: string) {
    process.stdout.write(`${Math.round((Date.now() - this.#began) / 1_000)} s: ${what}\n`)
  }

  #tellBreak() {
    const broken = this.board.breaks.at(-1)
    if (broken) this.say(`${broken.what} was gone for ${broken.overAt - broken.at} ms`)
  }

  tell() {
    const seconds = Math.round((Date.now() - this.#began) / 1_000)
    const standing = this.board.standing()
    const talking = standing.filter((call) => call.state === 'talking').length
    const broken = (what: string) => this.board.breaks.filter((one) => one.what === what).length
    // As ninja counts: tools/check shows the newest.
    process.stdout.write(
      `[${this.board.calls.size}/${CALLS}] calls; ${standing.length} stand, ${talking} of them talk; ` +
        `killed: voice ${broken('voice')}, serve ${broken('serve')}; ` +
        `cut ${broken('network')}; ${seconds} s\n`,
    )
  }

  get most(): number {
    return this.#most
  }

  /** All who can hang up do, and whatever stands comes to its end. */
  async over() {
    for (const some of [this.#loopback, this.#net])
      some?.say({ do: 'leave', withinMs: LEAVE_WITHIN_MS })
    const tells = setInterval(() => this.tell(), TELLS_EVERY_MS)
    const { caller } = this.soak.house.boss
    let standing: Call[] = []
    try {
      await eventually(async () => {
        standing = (await caller.get<Page<Call>>('/calls')).items
        return standing.length === 0 || undefined
      }, OVER_WITHIN_MS)
    } catch {
      assert.fail(`calls stand: ${JSON.stringify(standing, null, 1)}`)
    } finally {
      clearInterval(tells)
    }
  }

  /** Every agent is free: as many calls as there are agents are all talked at once. */
  async allServe() {
    Seat.isCalm = true
    this.#loopback?.say({ do: 'calm' })
    await this.allReady()
    const before = new Set(this.board.calls.keys())
    for (const { queue } of this.soak.employed) this.#placeIn(this.soak.queues.indexOf(queue))
    const own = () => [...this.board.calls.values()].filter((call) => !before.has(call.id))
    try {
      await eventually(async () => {
        const talking = own().filter((call) => call.state === 'talking')
        return talking.length === this.seats.length || undefined
      }, ANSWERED_WITHIN_MS)
    } catch {
      const served = new Set(own().flatMap((call) => call.legs.map((leg) => leg.agent_id)))
      const idle = this.seats.filter((seat) => !served.has(seat.id))
      const others = own().filter((call) => call.state !== 'talking')
      assert.fail(
        `not served by ${idle.join()}; ${own().length} calls, of them do not talk: ${JSON.stringify(
          others,
        )}`,
      )
    }
  }

  #placeIn(queue: number) {
    const from = `137${String(++this.#made).padStart(8, '0')}`
    this.#loopback?.say({ do: 'call', from, to: numberOf(queue), end: 'stays', afterMs: 0 })
  }

  /** Nothing is open that was not before anybody called. */
  async holdsNothing() {
    await eventually(async () => {
      try {
        assert.deepEqual(this.#voice(), this.idle)
        return true
      } catch (error) {
        this.still = String(error)
        return undefined
      }
    }, OVER_WITHIN_MS).catch(() => assert.fail(`voice holds: ${this.still}`))
  }
  still = ''
}

function planOf(soak: Soak, { calls }: Size): [number, () => Promise<void>][] {
  const voice = () => soak.breaker.killVoice()
  const serve = () => soak.breaker.killServe()
  const net = () => soak.cutNet()
  if (calls < 500)
    return [
      [0.3, voice],
      [0.5, net],
      [0.7, serve],
      [0.9, voice],
    ]
  // prettier-ignore
  return [[0.08, net], [0.15, voice], [0.25, serve], [0.35, voice], [0.42, voice], [0.5, net],
    [0.55, serve], [0.65, voice], [0.75, serve], [0.85, net], [0.9, voice], [0.97, serve]]
}

async function ears(soak: SoakHouse): Promise<Person[]> {
  const { boss } = soak.house
  return Promise.all(
    Array.from({ length: EARS }, (_, at) =>
      employ(boss, {
        name: `Ear${at}`,
        role: 'supervisor',
        queue_ids: soak.queues.map((q) => q.id),
      }),
    ),
  )
}

test(`${CALLS} calls through a house that breaks`, { timeout: TIMEOUT_MS }, async (t) => {
  process.stdout.write(`${SIZE.agents} agents are employed\n`)
  if (noNetwork) t.diagnostic(`skipped: callers of another network: ${noNetwork}`)
  Caller.isPatient = true
  const wire = noNetwork ? undefined : Wire.open(1)
  t.after(() => wire?.close())
  const house = await soakHouse(SIZE, {
    own: wire?.place('client') ?? '127.0.0.1',
    ...(wire && { far: wire.node(0) }),
  })
  let isWell = false
  t.after(async () => {
    if (!isWell) process.stdout.write(`its log and rows: ${keepEvidence(house)}\n`)
    await house.remove()
  })
  const soak = new Soak(house, wire)
  await soak.staff(t)
  await soak.run(planOf(soak, SIZE))
  t.diagnostic(`${soak.board.calls.size} calls, ${soak.most} at once; ${soak.board.tally}`)
  soak.say('what stands comes to its end')
  await soak.over()
  const rows = await eventually(async () => {
    const now = rowsOf(house)
    return stuck(now).length === 0 ? now : undefined
  }).catch(() => assert.fail(stuck(rowsOf(house)).join('\n')))
  soak.say('voice lets go of everything')
  await soak.holdsNothing()
  assert.deepEqual(outlived(rows, soak.board), [])
  assert.deepEqual(strayFiles(house, rows), [])
  assert.ok(rows.calls.length >= CALLS)

  soak.say('recordings are played')
  const heard = await listen(rows, soak.board, await ears(house))
  t.diagnostic(
    `${heard.played} recordings played, ${heard.judged} judged; at most ${heard.worstMs} ms lost`,
  )
  assert.deepEqual(heard.wrong.slice(0, 5), [], `${heard.wrong.length} are wrong`)
  assert.ok(heard.judged > CALLS / 10, 'there was something to judge')

  soak.say('all agents serve at once')
  await soak.allServe()
  await soak.over()
  assert.deepEqual(soak.board.faults, [])
  isWell = true
})
