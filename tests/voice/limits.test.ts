// More calls, legs or ports than there may be: refused, and the rest go on.

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { test } from 'node:test'
import { Exchange } from './exchange.ts'
import { hasSipp } from './voice.ts'

const skip = !hasSipp && 'sipp is not installed'

for (const [what, options] of [
  ['calls', { args: ['--calls-max', '3'] }],
  ['legs', { args: ['--legs-max', '3'] }],
  // Two for browsers, one for each worker, and three.
  ['ports', { ports: [22_100, 22_109] }],
] as [string, Parameters<typeof Exchange.open>[1]][]) {
  test(
    `more ${what} than may be are refused 503, not told, and free again`,
    { skip },
    async (t) => {
      const { control, voice } = await Exchange.open(t, options)
      for (let round = 0; round < 2; round++) {
        const told = control.all('call_arrived').length
        const callers = voice.calls({
          scenario: 'refused',
          calls: 5,
          args: ['-d', '500', '-r', '100'],
        })
        assert.equal(await callers, 0)
        const arrived = control.all('call_arrived').slice(told)
        assert.equal(arrived.length, 3)
        for (const { call } of arrived) await control.until('call_ended', { call })
      }
      assert.equal(voice.log.match(/"call_refused"/g)?.length, 4)
    },
  )
}

test('what the server asks for beyond them is refused by name', async (t) => {
  const args = ['--calls-max', '2', '--legs-max', '2']
  const exchange = await Exchange.open(t, { args, ports: [22_110, 22_115] })
  const { control } = exchange
  const call = exchange.opened()
  exchange.opened()
  exchange.opened()
  assert.equal((await control.until('command_refused')).reason, 'too_many_calls')
  // Whoever is there says nothing.
  const carrier = createSocket('udp4')
  await new Promise<void>((done) => carrier.bind(0, '127.0.0.1', done))
  t.after(() => carrier.close())
  const trunk = randomUUID()
  exchange.trunk(trunk, carrier.address().port)
  const dial = (place: number) =>
    exchange.say('dial_trunk', call, { place, trunk, number: '1', caller_id: '2', seconds_max: 60 })
  dial(0)
  dial(1)
  assert.equal((await control.nth(1, 'command_refused')).reason, 'no_port')
})
