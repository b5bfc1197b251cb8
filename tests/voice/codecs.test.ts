// A browser that speaks one codec alone is heard and hears, presses keys, and tells and is told of the
// line by RTCP.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { AGENT, Exchange, LEFT, MUSIC, MUSIC_HZ } from './exchange.ts'
import type { Softphone } from './softphone.ts'
import { RATE, mostlyAt } from './sound.ts'

const AGENT_HZ = 700

/** The offer with only these kinds of sound in its m= line, by how its rtpmaps name them. */
function offering(sdp: string, names: string[]): string {
  const types = names.map((name) => new RegExp(`a=rtpmap:(\\d+) ${name}`).exec(sdp)?.[1])
  assert.ok(!types.includes(undefined), sdp)
  return sdp.replace(/^(m=audio \d+ \S+) .*$/m, `$1 ${types.join(' ')}`)
}

/** How the browser is heard, as we tell it; and the codec it sends. */
function told(phone: Softphone) {
  return phone.page.evaluate(async () => {
    const { pc } = (globalThis as unknown as { phone: { pc: RTCPeerConnection } }).phone
    const found: Record<string, Record<string, unknown>> = {}
    ;(await pc.getStats()).forEach((one: Record<string, unknown>) => {
      found[one.type as string] = one
      if (one.type === 'codec') found[one.id as string] = one
    })
    const sent = found['outbound-rtp'] ?? {}
    return {
      codec: found[sent.codecId as string]?.mimeType,
      loss: found['remote-inbound-rtp']?.fractionLost,
      roundTrip: found['remote-inbound-rtp']?.roundTripTime,
      reports: found['remote-outbound-rtp']?.reportsSent,
    }
  })
}

const cases = [
  { codec: 'opus', names: ['opus/48000/2', 'telephone-event/48000'], mime: 'audio/opus' },
  { codec: 'g722', names: ['G722/8000', 'telephone-event/8000'], mime: 'audio/G722' },
  { codec: 'pcma', names: ['PCMA/8000', 'telephone-event/8000'], mime: 'audio/PCMA' },
  { codec: 'opus', names: ['opus/48000/2'], mime: 'audio/opus', tones: true },
]

for (const { codec, names, mime, tones = false } of cases) {
  test(`a browser by ${names.join(' and ')}`, async (t) => {
    const exchange = await Exchange.open(t)
    const call = exchange.opened()
    exchange.hear(call, [
      [AGENT, MUSIC],
      [LEFT, AGENT],
    ])
    exchange.say('play_sound', call, { sound: 'music', forever: true })
    // It joins once as it likes, so that there is a browser; then again by that codec alone.
    const phone = await exchange.browser(call, AGENT, AGENT_HZ)
    const offer = await phone.offer()
    exchange.say('join_browser', call, { place: AGENT, offer: offering(offer, names) })
    const { answer } = await exchange.control.nth(1, 'browser_answer', { call })
    await phone.answered(answer as string)
    const joined = await exchange.control.nth(1, 'leg_joined', { call, place: AGENT })
    assert.deepEqual([joined.codec, joined.encrypted], [codec, true])

    await phone.hears(MUSIC_HZ)
    const isHeard = (sound: number[]) => mostlyAt(AGENT_HZ, sound.slice(-RATE / 2)) > 0.8
    const { left } = await exchange.sampleWith(call, 1_000, (sound) => isHeard(sound.left))
    assert.ok(isHeard(left))

    if (!tones) {
      await phone.press('5#')
      await exchange.control.until('key_pressed', { call, place: AGENT, key: '5' })
      await exchange.control.until('key_pressed', { call, place: AGENT, key: '#' })
    }
    const deadline = Date.now() + 15_000
    let heard = await told(phone)
    while (heard.roundTrip === undefined && Date.now() < deadline) {
      await sleep(200)
      heard = await told(phone)
    }
    assert.equal(heard.codec, mime)
    assert.equal(heard.loss, 0)
    assert.ok((heard.roundTrip as number) < 0.2, JSON.stringify(heard))
    assert.ok((heard.reports as number) > 0, JSON.stringify(heard))
  })
}
