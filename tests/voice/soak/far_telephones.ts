// Far telephones, a process of their own: callers, agents' desk phones, and a carrier where calls of
// ours end. It may run in another network namespace, and be killed with all its calls.
//
//     node far_telephones.ts SERVER PORT OWN_ADDRESS
//
// Told by lines on its input, tells by lines on its output (far_terms.ts); ends with its input.

import { createInterface } from 'node:readline'
import { FarPhone, type Ground, type Talk } from './far_phone.ts'
import type { FarCommand, FarTold } from './far_terms.ts'

const [address = '', port, own = ''] = process.argv.slice(2)
const ground: Ground = { server: { address, port: Number(port) }, own }

const CALLER_HZ = 700
const AGENT_HZ = 1_000
/** A caller who hears nothing for so long hangs up. */
const SILENT_AFTER_MS = 10_000
/** Whoever is called outside leaves at last, for a call may be handed on to them. */
const OUTSIDE_STAYS_MS = 20_000
const REGISTER_AGAIN_MS = 2_000
const STANDING_EVERY_MS = 1_000

const say = (told: FarTold) => process.stdout.write(`${JSON.stringify(told)}\n`)
const chance = (percent: number) => 100 * Math.random() < percent
const between = (least: number, most: number) => least + Math.random() * (most - least)
const after = (ms: number, act: () => void) => void setTimeout(act, ms)

const phones = new Map<string, FarPhone>()
/** Of contacts, and what each does to hang up. */
const leavers = new Map<Talk, () => void>()
let calls = 0
let isCalm = false

/** When a talk was over, as who talked knows it: a BYE of theirs may have come late. */
function overAt(talk: Talk, how: string): number {
  const isTheirs = how === 'they_hung_up' || how === 'heard_nothing'
  return isTheirs && talk.sound?.heardAt ? talk.sound.heardAt : Date.now()
}

/** As long as something is heard; then who holds the telephone hangs up. */
function listen(phone: FarPhone, talk: Talk) {
  const watch = setInterval(() => {
    if (talk.isOver) return clearInterval(watch)
    if (Date.now() - (talk.sound?.heardAt ?? 0) > SILENT_AFTER_MS)
      void phone.hangUp(talk, 'heard_nothing')
  }, 1_000)
}

async function call({ from, to, end, afterMs, trouble }: FarCommand & { do: 'call' }) {
  calls++
  const phone = await FarPhone.open(ground, { hertz: CALLER_HZ, trouble })
  const [talk, answered] = await phone.call(from, to)
  let leaving: Promise<void> | undefined
  talk.onOver = (how) => {
    calls--
    leavers.delete(talk)
    say({ told: 'over', number: from, at: overAt(talk, how), how })
    // A moment later: then whoever said so last is the one who says more.
    after(
      0,
      () => void (leaving ?? Promise.resolve()).then(() => after(1_000, () => phone.close())),
    )
  }
  const leave = (how: string) => (leaving = phone.hangUp(talk, how))
  if (end === 'gives_up') after(afterMs, () => talk.isOver || (leaving = phone.giveUp(talk)))
  const answer = await answered
  if (talk.isOver || !answer) return
  if (end === 'never_confirms') return after(afterMs, () => phone.close())
  phone.confirm(talk)
  if (end === 'gives_up') return leave('given_up')
  say({ told: 'connected', number: from, at: Date.now() })
  listen(phone, talk)
  leavers.set(talk, () => leave('left'))
  if (end === 'hangs_up') after(afterMs, () => leave('hung_up'))
  if (end === 'vanishes') after(afterMs, () => phone.close())
}

/** Who has a phone on the desk: picks it up mostly, and mostly leaves it to the desk to hang up. */
function serve(phone: FarPhone, user: string, talk: Talk) {
  if (!isCalm && chance(8)) return // It rings until it is called off.
  if (!isCalm && chance(6))
    return after(between(0, 1_500), () => phone.decline(talk, chance(50) ? 486 : 603))
  talk.onConfirmed = () => {
    say({ told: 'picked_up', user, number: talk.number, at: Date.now() })
    listen(phone, talk)
    if (isCalm) return
    if (chance(12)) {
      const hold = (held: boolean) => {
        say({ told: 'held', number: talk.number, at: Date.now(), held })
        phone.hold(talk, held)
      }
      after(between(500, 4_000), () => hold(true))
      after(between(4_500, 7_000), () => hold(false))
    }
    if (chance(12)) after(between(200, 15_000), () => void phone.hangUp(talk))
    if (chance(3)) after(between(200, 10_000), () => phone.vanish(talk))
  }
  after(isCalm ? 0 : between(50, 1_500), () => void (talk.isOver || phone.pickUp(talk)))
}

async function furnish({ user, password, trouble }: FarCommand & { do: 'own_phone' }) {
  const credentials = { user, password }
  const phone = await FarPhone.open(ground, { hertz: AGENT_HZ, credentials, trouble })
  phone.onCall = (talk) => serve(phone, user, talk)
  phones.set(user, phone)
  await register(user, phone)
}

async function register(user: string, phone: FarPhone) {
  if (await phone.register()) return say({ told: 'registered', user })
  after(REGISTER_AGAIN_MS, () => void register(user, phone))
}

/** Of an outside number's last digit: 0 never answers, 1 is busy, 2 soon leaves, 3 vanishes. */
async function carry(at: number) {
  const carrier = await FarPhone.open(ground, { hertz: CALLER_HZ, port: at })
  carrier.onCall = (talk) => {
    const number = /sip:\+?(\d+)@/.exec(talk.asked?.line ?? '')?.[1] ?? ''
    const kind = number.at(-1)
    if (kind === '0') return
    if (kind === '1') return after(between(0, 500), () => carrier.decline(talk, 486))
    talk.onConfirmed = () => {
      say({ told: 'connected', number, at: Date.now() })
      listen(carrier, talk)
      after(OUTSIDE_STAYS_MS, () => void carrier.hangUp(talk))
      leavers.set(talk, () => void carrier.hangUp(talk, 'left'))
      if (kind === '2') after(between(500, 8_000), () => void carrier.hangUp(talk))
      if (kind === '3') after(between(500, 8_000), () => carrier.vanish(talk))
    }
    talk.onOver = (how) => {
      leavers.delete(talk)
      say({ told: 'over', number, at: overAt(talk, how), how })
    }
    after(between(100, 2_500), () => void (talk.isOver || carrier.pickUp(talk)))
  }
}

function obey(command: FarCommand) {
  switch (command.do) {
    case 'call':
      return void call(command)
    case 'own_phone':
      return void furnish(command)
    case 'register':
      return phones.forEach((phone, user) => void register(user, phone))
    case 'carrier':
      return void carry(command.port)
    case 'leave':
      return leavers.forEach((leave) => after(between(0, command.withinMs), leave))
    case 'calm':
      isCalm = true
  }
}

const input = createInterface(process.stdin)
input.on('line', (line) => obey(JSON.parse(line) as FarCommand))
input.on('close', () => process.exit(0))
setInterval(() => say({ told: 'standing', calls }), STANDING_EVERY_MS)
say({ told: 'up' })
