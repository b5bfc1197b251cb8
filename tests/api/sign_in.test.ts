// Signing in and out, what ends with a sign-in, and a line on which nobody says who they are.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Me, Page, SignIn } from '@parley/api'
import { Caller, Line } from '../harness/client.ts'
import { employ, PASSWORD } from '../harness/house.ts'
import type { Server } from '../harness/server.ts'
import { houseOfFile, raw, tell } from './support.ts'

const REVOKED_WITHIN_MS = 5_000
const TRIES_MAX = 10

const HELLO_WITHIN_MS = 10_000 // As docs/guide/realtime.md says.
const NOTICED_WITHIN_MS = 10_000

/** Under way while the other tests run. */
let silence: ReturnType<typeof saysNothing>
const town = houseOfFile({}, async ({ server }) => {
  silence = saysNothing(server)
})

async function saysNothing(server: Server) {
  const began = Date.now()
  const line = await Line.open(server, {})
  const code = await line.closed
  return { code, frames: line.frames, tookMs: Date.now() - began }
}

function signIn(email: string, password: string): Promise<Response> {
  const headers = { 'X-Parley-Request': '1', 'Content-Type': 'application/json' }
  const body = JSON.stringify({ email, password })
  return raw(town.house.server, 'POST', '/api/v1/sign-in', headers, body)
}

test('setup runs once, also when two ask at the same moment', async () => {
  const body = {
    company: 'Second',
    locale: 'en',
    time_zone: 'UTC',
    name: 'Eve',
    email: 'eve@second.example',
    password: PASSWORD,
  }
  const anyone = new Caller(town.house.server)
  const told = await Promise.all([1, 2].map(() => tell(anyone, 'POST', '/setup', body)))
  assert.deepEqual(told, ['409 already_set_up', '409 already_set_up'])
  assert.equal((await anyone.get<{ needed: boolean }>('/setup')).needed, false)
})

test('a wrong password and an unknown address get the same answer', async () => {
  const answers = []
  for (const email of [town.house.ann.email, 'nobody@lantern.example', '', "' OR 1=1 --"]) {
    const answer = await signIn(email, 'not the password')
    const problem = (await answer.json()) as Record<string, unknown>
    delete problem.request_id
    answers.push({ status: answer.status, cookie: answer.headers.get('set-cookie'), problem })
  }
  assert.equal(answers[0]?.status, 401)
  assert.equal(answers[0]?.problem.code, 'wrong_email_or_password')
  assert.equal(answers[0]?.cookie, null)
  assert.deepEqual(answers[1], answers[0])
})

test('the cookie is out of reach for scripts and foreign sites', async () => {
  const answer = await signIn(town.house.ann.email, PASSWORD)
  const cookie = answer.headers.get('set-cookie') ?? ''
  assert.match(cookie, /HttpOnly/i)
  assert.match(cookie, /SameSite=Strict/i)
  assert.match(cookie, /Path=\//i)
})

test('signing out ends that sign-in and no other', async () => {
  const other = new Caller(town.house.server)
  await other.signIn(town.house.bob.email, PASSWORD)
  const stolen = new Caller(town.house.server)
  stolen.cookie = other.cookie
  await other.post('/sign-out')
  assert.equal(await tell(stolen, 'GET', '/me'), '401 not_signed_in')
  assert.equal(await tell(town.house.bob.caller, 'GET', '/me'), 'ok')
})

test('revoking a sign-in closes its realtime line within seconds, and its REST at once', async () => {
  const { bob } = town.house
  const elsewhere = new Caller(town.house.server)
  const me = await elsewhere.signIn(bob.email, PASSWORD)
  const line = await elsewhere.line()
  const kept = await bob.caller.line()
  const listed = await bob.caller.get<Page<SignIn>>('/sign-ins')
  assert.ok(listed.items.some((one) => one.id === me.sign_in_id && !one.current))
  const began = Date.now()
  await bob.caller.call('DELETE', `/sign-ins/${me.sign_in_id}`)
  assert.equal(await tell(elsewhere, 'GET', '/me'), '401 not_signed_in')
  assert.equal(await line.closed, 4409)
  assert.ok(Date.now() - began < REVOKED_WITHIN_MS)
  assert.equal(kept.closeCode, 0)
  kept.close()
})

test('a new password, and being made inactive, end every sign-in', async () => {
  const { boss } = town.house
  const cid = await employ(boss, { name: 'Cid' })
  const line = await cid.caller.line()
  await boss.caller.patch(`/agents/${cid.id}`, { password: 'another good password' })
  assert.equal(await tell(cid.caller, 'GET', '/me'), '401 not_signed_in')
  assert.ok([4401, 4409].includes(await line.closed))
  assert.equal((await signIn(cid.email, PASSWORD)).status, 401)

  const again = new Caller(town.house.server)
  await again.signIn(cid.email, 'another good password')
  await boss.caller.patch(`/agents/${cid.id}`, { active: false })
  assert.equal(await tell(again, 'GET', '/me'), '401 not_signed_in')
  assert.equal((await signIn(cid.email, 'another good password')).status, 401)
})

test('a forged or cut cookie is no sign-in, over REST and the realtime line', async () => {
  const good = town.house.ann.caller.cookie
  const last = good.endsWith('A') ? 'B' : 'A'
  const [name] = good.split('=')
  for (const cookie of [good.slice(0, -1) + last, good.slice(0, -4), `${name}=`, `${name}=x`]) {
    const forger = new Caller(town.house.server)
    forger.cookie = cookie
    assert.equal(await tell(forger, 'GET', '/me'), '401 not_signed_in', cookie)
    const line = await Line.open(town.house.server, { Cookie: cookie })
    line.send({ type: 'hello', protocol: 1 })
    assert.equal(await line.closed, 4401)
  }
})

test('a role changed under way is felt by the next request', async () => {
  const { boss } = town.house
  const dan = await employ(boss, { name: 'Dan', role: 'supervisor' })
  assert.ok((await dan.caller.get<Me>('/me')).permissions.includes('session_read_all'))
  await boss.caller.patch(`/agents/${dan.id}`, { role: 'agent' })
  assert.deepEqual((await dan.caller.get<Me>('/me')).permissions, ['session_serve', 'call_dial'])
})

test('too many wrong passwords for an address are stopped, others go on', async () => {
  const eli = await employ(town.house.boss, { name: 'Eli' })
  const codes: number[] = []
  for (let i = 0; i < TRIES_MAX + 2; i++) codes.push((await signIn(eli.email, 'wrong')).status)
  assert.equal(codes.at(-1), 429)
  assert.equal(codes[0], 401)
  const stopped = await signIn(eli.email, PASSWORD)
  assert.equal(((await stopped.json()) as { code: string }).code, 'too_many_tries')
  assert.ok(Number(stopped.headers.get('retry-after')) > 0)
  assert.equal((await signIn(town.house.ann.email, PASSWORD)).status, 200)
})

test('a line on which nothing is said is closed with 4408, in time and not before', async () => {
  const { code, frames, tookMs } = await silence
  assert.equal(code, 4408)
  assert.deepEqual(frames, [])
  assert.ok(tookMs >= HELLO_WITHIN_MS, `${tookMs} ms`)
  assert.ok(tookMs <= HELLO_WITHIN_MS + NOTICED_WITHIN_MS, `${tookMs} ms`)
})
