// A desk phone that registers is dialled, joins a conference, and is heard and hears, in clear and encrypted.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { Baresip, hasBaresip, type Account } from './baresip.ts'
import { AGENT, Exchange, MUSIC, MUSIC_HZ, OTHER, RIGHT } from './exchange.ts'
import { mostlyAt } from './sound.ts'
import { freePort, holds } from './voice.ts'

const AGENT_HZ = 700
const PHONE_HZ = 1_000
const CREDENTIALS = { user: '1001', password: 'secret-of-1001' }
const skip = !hasBaresip && 'baresip is not installed'

/** An exchange that is reached by TLS, too. */
async function secure(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-phones-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const [chain, key] = [join(folder, 'chain.pem'), join(folder, 'key.pem')]
  // prettier-ignore
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=127.0.0.1',
    '-days', '2', '-keyout', key, '-out', chain], { stdio: 'ignore' })
  const tls = await freePort()
  const args = ['--tls-port', `${tls}`, '--certificate', chain, '--certificate-key', key]
  return { tls, folder, exchange: await Exchange.open(t, { args, open: false }) }
}

for (const [name, account, codec, encrypted] of [
  [
    'TLS that takes SRTP alone',
    { transport: 'tls', codec: 'PCMU/8000/1', more: ['mediaenc=srtp-mand'] },
    'pcmu',
    true,
  ],
  ['UDP, PCMA', { transport: 'udp', codec: 'PCMA/8000/1' }, 'pcma', false],
  ['TCP, G.722', { transport: 'tcp', codec: 'G722/16000/1' }, 'g722', false],
  [
    'TLS, Opus and SRTP',
    { transport: 'tls', codec: 'opus/48000/2', more: ['mediaenc=srtp'] },
    'opus',
    true,
  ],
] as [string, Pick<Account, 'transport' | 'codec' | 'more'>, string, boolean][]) {
  test(`a phone by ${name} is dialled, hears and is heard`, { skip }, async (t) => {
    const { exchange, folder, tls } = await secure(t)
    const { control, voice } = exchange
    const phone = exchange.phone(CREDENTIALS)
    const port = account.transport === 'tls' ? tls : voice.port
    const desk = await Baresip.start(folder, PHONE_HZ, { ...CREDENTIALS, ...account, port })
    t.after(() => {
      desk.stop()
      if (process.env.SHOW_BARESIP) process.stdout.write(desk.log)
    })
    const registered = await control.until('phone_changed', { phone })
    assert.equal(registered.registered, true)
    assert.match(registered.user_agent as string, /baresip/)

    const call = exchange.opened()
    const agent = await exchange.browser(call, AGENT, AGENT_HZ)
    exchange.say('play_sound', call, { sound: 'music', forever: true })
    exchange.hear(call, [
      [AGENT, OTHER],
      [OTHER, AGENT],
      [OTHER, MUSIC],
      [RIGHT, OTHER],
    ])
    const members = { place: OTHER, phone, caller: '4001', caller_name: 'Ann', seconds_max: 10 }
    exchange.say('dial_phone', call, members)
    const joined = await control.until('leg_joined', { call, place: OTHER })
    assert.deepEqual([joined.codec, joined.encrypted], [codec, encrypted])
    await agent.hearsAll([PHONE_HZ], [AGENT_HZ, MUSIC_HZ])
    const { right } = await exchange.sample(call, 1_500)
    assert.ok(mostlyAt(PHONE_HZ, right) > 0.9, `${mostlyAt(PHONE_HZ, right)}`)
    await holds(() => {
      for (const hertz of [AGENT_HZ, MUSIC_HZ])
        assert.ok(
          desk.hearsShare(hertz) > 0.3,
          `${hertz} Hz at the phone: ${desk.hearsShare(hertz)}`,
        )
    })
    exchange.say('end_call', call)
    await control.until('call_ended', { call })
  })
}

test('a phone with another password is not registered, and not dialled', { skip }, async (t) => {
  const { exchange, folder } = await secure(t)
  const { control, voice } = exchange
  const phone = exchange.phone(CREDENTIALS)
  const wrong = { ...CREDENTIALS, password: 'guessed', port: voice.port }
  const account = { ...wrong, transport: 'udp', codec: 'PCMA/8000/1' } as const
  const desk = await Baresip.start(folder, PHONE_HZ, account)
  t.after(() => desk.stop())
  const { address, reason } = await control.until('address_banned')
  assert.deepEqual([address, reason], ['127.0.0.1', 'wrong_credentials'])
  assert.deepEqual(control.all('phone_changed', { phone }), [])
  const call = exchange.opened()
  const members = { place: OTHER, phone, caller: '4001', caller_name: '', seconds_max: 10 }
  exchange.say('dial_phone', call, members)
  assert.equal((await control.until('leg_left', { call, place: OTHER })).cause, 'unreachable')
  await control.until('call_ended', { call })
})
