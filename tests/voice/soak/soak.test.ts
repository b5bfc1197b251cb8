// Many calls that end in all the ways calls end: afterwards nothing of them is left.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { CONTACT, Exchange, LEFT, MUSIC, OTHER, type Kept } from '../exchange.ts'
import type { Told } from '../control.ts'
import { hasSipp, holds } from '../voice.ts'

const skip = !hasSipp && 'sipp is not installed'
const A_SECOND = 25
/** Longer than a BYE is repeated to who has vanished (RFC 3261: 64 * T1). */
const GIVEN_UP_MS = 40_000

/** What a caller is called for, by the number they call. */
const KINDS = {
  4001: { scenario: 'restless', calls: 230, echoes: true },
  4002: { scenario: 'called_off', calls: 130, echoes: true },
  4003: { scenario: 'called_off', calls: 60, echoes: false },
  4004: { scenario: 'given_up', calls: 60, echoes: false },
  4005: { scenario: 'called_off', calls: 20, echoes: true },
} as const
const TOTAL = Object.values(KINDS).reduce((sum, { calls }) => sum + calls, 0)

class Floor {
  readonly kept: Kept[] = []
  readonly #exchange: Exchange
  #next = 0

  constructor(exchange: Exchange) {
    this.#exchange = exchange
  }

  /** Serves whoever has come since. */
  serve() {
    const arrived = this.#exchange.control.all('call_arrived')
    for (; this.#next < arrived.length; this.#next++) {
      const told = arrived[this.#next]
      if (told) this.#take(told, this.#next)
    }
  }

  #take({ call = '', called }: Told, number: number) {
    if (called === '4004') return
    const exchange = this.#exchange
    exchange.say('answer_call', call)
    exchange.say('play_sound', call, { sound: 'music', forever: true })
    exchange.hear(call, [
      [CONTACT, MUSIC],
      [OTHER, MUSIC],
      [LEFT, CONTACT],
    ])
    if (number % 3 === 0) this.kept.push(exchange.recorded(call))
    const later = (act: () => void) => setTimeout(act, Math.random() * 3_000)
    if (number % 7 === 0) {
      const to_call = exchange.opened()
      later(() => exchange.say('move_party', call, { place: CONTACT, to_call, to_place: OTHER }))
      later(() => exchange.say('end_call', to_call))
    }
    if (called === '4002') later(() => exchange.say('end_call', call))
  }
}

test('five hundred calls leave nothing behind', { skip, timeout: 150_000 }, async (t) => {
  const exchange = await Exchange.open(t, { silenceSeconds: 2 })
  const { control, voice } = exchange
  const idle = voice.handles()
  const floor = new Floor(exchange)
  const serving = setInterval(() => floor.serve(), 10)
  t.after(() => clearInterval(serving))

  const callers = Object.entries(KINDS).map(([number, { scenario, calls, echoes }]) =>
    // prettier-ignore
    voice.calls({ scenario, calls, args: ['-s', number, '-r', `${A_SECOND}`, '-l', '200',
      '-timeout', '40s', ...(echoes ? ['-rtp_echo'] : [])] }),
  )
  await holds(() => assert.ok(control.all('call_arrived', { called: '4005' }).length === 20))
  voice.killCallers('4005')
  const outcomes = await Promise.all(callers)
  t.diagnostic(`sipp: ${outcomes.join()}`)
  const arrived = control.all('call_arrived').length
  assert.equal(arrived, TOTAL)

  await holds(() => assert.deepEqual(left(control.all('voice_figures').at(-1)), {}), GIVEN_UP_MS)
  await holds(() => assert.equal(voice.handles(), idle), 1_000)
  clearInterval(serving)
  for (const { call } of control.all('call_arrived')) {
    assert.equal(control.all('call_ended', { call }).length, 1, 'each ended once')
    assert.equal(control.all('leg_left', { call }).length, 1, 'and so did its leg')
  }
  assert.equal(control.all('recording_ended').length, floor.kept.length)
  for (const kept of floor.kept) kept.read()
  assert.deepEqual(control.all('command_refused'), [])
  await sleep(0)
})

/** What still stands. */
function left(figures: Told | undefined): Record<string, unknown> {
  assert.ok(figures)
  // How late sound was says more of the machine than of what is left.
  const { type: _, worst_late_us: __, ticks_missed: ___, ...standing } = figures
  return Object.fromEntries(Object.entries(standing).filter(([, value]) => value !== 0))
}
