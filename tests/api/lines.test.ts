// Telephone lines as administrators set them up: each reason for which one is refused, made once,
// changed at a version. Not met here: too_many of phones and numbers, thousands of which are had.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page, Phone, PhoneMade, PhoneNumber } from '@parley/api'
import type { Trunk, VoiceSettings } from '@parley/api'
import { Caller } from '../harness/client.ts'
import { houseOfFile, postOnce, raw, tell } from './support.ts'
import { connect, OURS, type Lines } from './telephone.ts'

Caller.isPatient = true
let lines: Lines
const town = houseOfFile({}, async (house) => {
  lines = await connect(house, 5_060)
})

const told = (method: string, path: string, body: object) =>
  tell(town.house.boss.caller, method, path, body)

test('a trunk that leads nowhere is refused', async () => {
  const good = { name: 'Carrier', host: 'sip.example.com' }
  const wrong: [object, string][] = [
    [{ name: ' ' }, '400 missing_field'],
    [{ name: 'x'.repeat(101) }, '400 name_too_long'],
    [{ name: 'two\nlines' }, '400 control_character'],
    [{ host: '' }, '400 missing_field'],
    [{ host: 'sip:carrier' }, '400 bad_host'],
    [{ host: 'a b' }, '400 bad_host'],
    [{ port: 65_536 }, '400 out_of_range'],
    [{ calls_max: 0 }, '400 out_of_range'],
    [{ registers: true }, '400 missing_field'],
    [{ user: 'x'.repeat(101) }, '400 text_too_long'],
    [{ user: 'a\u0000b' }, '400 control_character'],
    [{ user: 'a\r\nVia: b' }, '400 control_character'],
    [{ password: 'a\nb' }, '400 control_character'],
    [{ sources: ['203.0.113.0/33'] }, '400 bad_address'],
    [{ sources: ['carrier.example'] }, '400 bad_address'],
    [{ sources: ['2001:db8::/129'] }, '400 bad_address'],
    [{ ca: 'a certificate' }, '400 bad_certificate'],
    [{ transport: 'sctp' }, '400 unknown_value'],
  ]
  for (const [part, answer] of wrong) {
    const what = JSON.stringify(part)
    assert.equal(await told('POST', '/trunks', { ...good, ...part }), answer, what)
    assert.equal(await told('PATCH', `/trunks/${lines.trunk.id}`, part), answer, what)
  }
  const sources = ['203.0.113.0/24', '2001:db8::/32', '192.0.2.1']
  assert.equal(await told('PATCH', `/trunks/${lines.trunk.id}`, { sources }), 'ok')
})

test('a password is kept, and told to nobody', async () => {
  const { caller } = town.house.boss
  const path = `/trunks/${lines.trunk.id}`
  const set = await caller.patch<Trunk>(path, { user: 'u', password: 'hunter2hunter2' })
  assert.ok(set.has_password && !JSON.stringify(set).includes('hunter2'))
  assert.ok((await caller.patch<Trunk>(path, { name: 'Other' })).has_password, 'absent: it stays')
  assert.ok(!(await caller.patch<Trunk>(path, { password: '' })).has_password, 'empty: it goes')
})

test('a number is had once, by an inbox that is called', async () => {
  const { inbox } = town.house
  const good = { number: '+861088880000', inbox_id: lines.inbox.id }
  const path = `/phone-numbers/${lines.number.id}`
  for (const number of ['tea', '1+2', '+', '+86 tea', '+0123456789'])
    assert.equal(await told('POST', '/phone-numbers', { ...good, number }), '400 bad_phone', number)
  for (const number of [OURS, '010 8888 6666', '0086 10 8888 6666'])
    assert.equal(await told('POST', '/phone-numbers', { ...good, number }), '409 number_taken')
  const chat = { inbox_id: inbox.id }
  assert.equal(await told('POST', '/phone-numbers', { ...good, ...chat }), '409 inbox_not_phone')
  assert.equal(await told('PATCH', path, chat), '409 inbox_not_phone')
  for (const prefixes of [['86'], ['+86x'], ['+86', '']])
    assert.equal(await told('PATCH', path, { prefixes }), '400 bad_prefix')
  const many = Array(51).fill('+86')
  assert.equal(await told('PATCH', path, { prefixes: many }), '400 out_of_range')
  const { ann } = town.house
  const asked = await tell(ann.caller, 'POST', '/phone-numbers', { ...good, number: OURS })
  assert.equal(asked, '403 permission_missing', 'nobody else learns which numbers are taken')
})

test('what calls may do has its bounds', async () => {
  const wrong: [object, string][] = [
    [{ country: 'XX' }, '400 bad_country'],
    [{ country: 'cn' }, '400 bad_country'],
    [{ allowed_prefixes: ['+'.repeat(2)] }, '400 bad_prefix'],
    [{ call_share: 0 }, '400 out_of_range'],
    [{ retention_days: 3_651 }, '400 out_of_range'],
    [{ agent_minutes_max: 1_441 }, '400 out_of_range'],
  ]
  for (const [body, answer] of wrong)
    assert.equal(await told('PATCH', '/voice-settings', body), answer, JSON.stringify(body))
})

test('what is asked for twice is made once, and its password told again', async () => {
  const { boss, ann } = town.house
  const made = [
    ['/trunks', { name: 'Once', host: 'sip.example.com' }],
    ['/phones', { name: 'Once', agent_id: ann.id }],
    ['/phone-numbers', { number: '4009', inbox_id: lines.inbox.id }],
  ] as const
  for (const [path, body] of made) {
    const key = `once-upon-a-time-${path}`
    const first = await postOnce(boss.caller, path, body, key)
    const again = await postOnce(boss.caller, path, body, key)
    assert.deepEqual([first.status, again.status], [201, 201], path)
    assert.equal(again.headers.get('idempotency-replayed'), 'true')
    const one = (await first.json()) as PhoneNumber | PhoneMade
    assert.deepEqual(await again.json(), one)
    if ('password' in one) assert.ok(one.password.length >= 24)
  }
})

test('what was changed meanwhile is not overwritten', async () => {
  const { caller, server } = { caller: town.house.boss.caller, server: town.house.server }
  const { version } = await caller.get<VoiceSettings>('/voice-settings')
  const all = [
    [`/trunks/${lines.trunk.id}`, { name: 'Renamed' }],
    [`/phones/${lines.phone.phone.id}`, { name: 'Renamed' }],
    [`/phone-numbers/${lines.number.id}`, { outbound: false }],
    ['/voice-settings', { retention_days: 31 }],
  ] as const
  for (const [path, body] of all) {
    const seen = await caller.get<{ version: string }>(path)
    const patch = async (tag: string) => {
      const form = { 'X-Parley-Request': '1', 'Content-Type': 'application/json' }
      const headers = { ...caller.headers(), ...form, 'If-Match': `"${tag}"` }
      return (await raw(server, 'PATCH', `/api/v1${path}`, headers, JSON.stringify(body))).status
    }
    assert.equal(await patch('another'), 412, path)
    assert.equal(await patch(seen.version), 200, path)
    assert.equal(await patch(seen.version), 412, path)
  }
  assert.notEqual((await caller.get<VoiceSettings>('/voice-settings')).version, version)
})

test('a workspace has a hundred trunks', async () => {
  let answer = 'ok'
  for (let tries = 0; tries <= 100 && answer === 'ok'; tries++)
    answer = await told('POST', '/trunks', { name: `Carrier ${tries}`, host: 'sip.example.com' })
  assert.equal(answer, '429 too_many')
})

test('agents see their own desk phones, and nobody else’s', async () => {
  const { ann, bob, boss } = town.house
  const own = async (caller: Caller) => (await caller.get<Page<Phone>>('/me/phones')).items
  const bobs = await boss.caller.post<PhoneMade>('/phones', { name: 'Bob 1', agent_id: bob.id })
  assert.equal(await tell(ann.caller, 'GET', '/phones'), '403 permission_missing')
  assert.equal(await tell(ann.caller, 'GET', `/phones/${bobs.phone.id}`), '403 permission_missing')
  const found = await own(ann.caller)
  assert.ok(found.some((one) => one.id === lines.phone.phone.id))
  assert.ok(found.every((one) => one.agent_id === ann.id && !one.registered))
  for (const secret of [bobs.password, lines.phone.password, 'ha1', 'password'])
    assert.ok(!JSON.stringify(found).includes(secret), secret)
  assert.deepEqual(
    (await own(bob.caller)).map((one) => one.id),
    [bobs.phone.id],
  )
  assert.deepEqual(await own(boss.caller), [], 'whoever may see all has none here')
  const { items } = await boss.caller.get<Page<Phone>>('/phones')
  assert.equal(items.length, found.length + 1)
  await boss.caller.call('DELETE', `/phones/${bobs.phone.id}`)
  assert.deepEqual(await own(bob.caller), [])
})
