// The routing hook, against a receiver of our own: asked with a signature, heeded where its answer is
// of the form agreed, and never waited for longer than was set.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Queue, RoutingHook, RoutingHookPatch, RoutingHookTrial } from '@parley/api'
import type { RoutingQuestion, Session, SessionRouting } from '@parley/api'
import { eventually } from '../harness/eventually.ts'
import { visit } from '../harness/house.ts'
import { answers, isSignedBy, openConfig, Receiver } from '../harness/receiver.ts'
import type { Behaviour } from '../harness/receiver.ts'
import { houseOfFile, say, tell } from './support.ts'

const held = houseOfFile({}, undefined, { args: ['--config', openConfig()] })
const path = '/routing-hook'
const TIMEOUT_MS = 600

const says = (answer: unknown) => answers(200, JSON.stringify(answer))
const silent: Behaviour = () => undefined

/** The hook set up towards a receiver that behaves so; switched off when the test ends. */
async function hooked(t: { after: (f: () => unknown) => void }, behave: Behaviour) {
  const { caller } = held.house.boss
  const receiver = await Receiver.start(behave)
  const patch: RoutingHookPatch = {
    active: true,
    url: receiver.url,
    timeout_ms: TIMEOUT_MS,
    queue_ids: [],
  }
  await caller.patch(path, { active: false })
  await caller.patch(path, patch)
  const { secret } = await caller.post<RoutingHook>(`${path}/secret`)
  t.after(async () => {
    await caller.patch(path, { active: false })
    await receiver.close()
  })
  return { receiver, secret, caller }
}

/** A visitor writes; their session once the router knows it, and how long that took. */
async function arrive(text = 'hello') {
  const { boss, house } = { boss: held.house.boss.caller, house: held.house }
  const visitor = await visit(house)
  const line = await visitor.line({ inboxKey: house.inbox.public_key })
  const began = Date.now()
  const message = await say(line, text)
  assert.ok(message.session_id)
  const routing = await eventually(async () => {
    const now = await boss.get<SessionRouting>(`/sessions/${message.session_id}/routing`)
    return now.decisions.some((one) => one.deed === 'queued') ? now : undefined
  })
  const took = Date.now() - began
  const session = await boss.get<Session>(`/sessions/${message.session_id}`)
  line.close()
  return { session, routing, took, reason: routing.decisions[0]?.reason }
}

test('it is asked with a signature, and its answer is heeded', async (t) => {
  const { boss, ann } = held.house
  const law = await boss.caller.post<Queue>('/queues', { name: 'Law' })
  const { receiver, secret } = await hooked(
    t,
    says({ queue_id: law.id, head_start_seconds: 60, skills: [{ name: 'law', level: 2 }] }),
  )
  const { session, routing } = await arrive('I was sued')
  assert.equal(session.queue_id, law.id)
  assert.equal(routing.boost_ms, 60_000)
  assert.deepEqual(routing.asks, [{ name: 'law', level: 2 }])
  assert.deepEqual(
    routing.decisions.map(({ deed, reason }) => [deed, reason]),
    [
      ['advised', 'answered'],
      ['queued', ''],
    ],
  )
  assert.equal(routing.decisions[0]?.queue_id, law.id)
  assert.equal(routing.decisions[0]?.head_start_ms, 60_000)

  const [heard] = receiver.heard
  assert.ok(heard && isSignedBy(secret, heard))
  const question = JSON.parse(heard.text) as RoutingQuestion
  assert.equal(question.type, 'routing')
  assert.equal(question.id, heard.id)
  assert.equal(question.trial, false)
  assert.equal(question.session.id, session.id)
  assert.equal(question.session.last_message?.text, 'I was sued')
  assert.equal(question.contact.id, session.contact_id)
  assert.equal(question.medium, 'chat')

  receiver.behave = says({ agent_id: ann.id })
  const named = await arrive()
  assert.equal(named.routing.decisions[0]?.agent_id, ann.id)
})

test('a wrong answer is told as such, and the rules decide', async (t) => {
  const nobody = '00000000-0000-7000-8000-000000000001'
  const { receiver, caller } = await hooked(t, silent)
  for (const [behave, reason] of [
    [answers(200, 'nonsense'), 'bad_answer'],
    [says({ queue: nobody }), 'bad_answer'],
    [says({ head_start_seconds: 3_601 }), 'bad_answer'],
    [says({ queue_id: nobody }), 'no_such_queue'],
  ] as const) {
    receiver.behave = behave
    const { session, reason: told } = await arrive()
    assert.equal(told, reason)
    assert.equal(session.queue_id, held.house.queue.id)
  }
  const { health } = await caller.get<RoutingHook>(path)
  assert.deepEqual([health.failed, health.failures, health.answered], [4, 4, 0])
  assert.equal(health.last_failure, 'no_such_queue')

  receiver.behave = says({})
  assert.equal((await arrive()).reason, 'answered')
  assert.equal((await caller.get<RoutingHook>(path)).health.failures, 0)
  for (const [behave, reason] of [
    [answers(503, '{}'), 'bad_status'],
    [answers(302, '', { location: 'http://127.0.0.1/' }), 'bad_status'],
    [answers(200, `{"x":"${'a'.repeat(5_000)}"}`), 'too_large'],
  ] as const) {
    receiver.behave = behave
    assert.equal((await arrive()).reason, reason)
  }
})

test('nobody waits longer than its time; then nobody waits at all for a while', async (t) => {
  const { receiver, caller } = await hooked(t, silent)
  const slow = await arrive()
  assert.equal(slow.reason, 'timed_out')
  assert.ok(slow.took >= TIMEOUT_MS - 50, `${slow.took} ms`)
  assert.ok(slow.took < TIMEOUT_MS + 3_000, `${slow.took} ms`)
  const dripping: Behaviour = (response) => {
    response.writeHead(200).write('{"queue_id":')
  }
  receiver.behave = dripping
  assert.equal((await arrive()).reason, 'timed_out')

  await receiver.close()
  for (let i = 0; i < 3; ++i) assert.equal((await arrive()).reason, 'unreachable')
  const { health } = await caller.get<RoutingHook>(path)
  assert.equal(health.failures, 5)
  assert.ok(health.skipped_until > Date.now())
  const skipped = await arrive()
  assert.equal(skipped.reason, 'skipped')
  assert.equal(skipped.session.queue_id, held.house.queue.id)
  await receiver.listen()
})

test('it is tried before it counts', async (t) => {
  const { receiver, secret, caller } = await hooked(t, says({ head_start_seconds: 5 }))
  await caller.patch(path, { active: false })
  const before = (await caller.get<RoutingHook>(path)).health
  const good = await caller.post<RoutingHookTrial>(`${path}/trial`, { message: 'is it you?' })
  assert.equal(good.outcome, 'answered')
  assert.equal(good.advice?.head_start_seconds, 5)
  assert.equal(good.status, 200)
  const [heard] = receiver.heard
  assert.ok(heard && isSignedBy(secret, heard))
  assert.equal(heard.text, good.request)
  const question = JSON.parse(good.request) as RoutingQuestion
  assert.equal(question.trial, true)
  assert.equal(question.session.last_message?.text, 'is it you?')

  receiver.behave = says({ skills: [{ name: 'Law' }] })
  const bad = await caller.post<RoutingHookTrial>(`${path}/trial`, {})
  assert.deepEqual([bad.outcome, bad.wrong], ['bad_answer', 'bad_skill /skills/0/name'])
  assert.equal(bad.advice, null)
  assert.deepEqual((await caller.get<RoutingHook>(path)).health, before)
})

test('its settings are kept within their bounds, and its secret is told once', async () => {
  const { caller } = held.house.boss
  const nobody = '00000000-0000-7000-8000-000000000001'
  for (const [body, answer] of [
    [{ timeout_ms: 99 }, '400 out_of_range'],
    [{ timeout_ms: 5_001 }, '400 out_of_range'],
    [{ url: 'ftp://hook.example/' }, '400 url_not_allowed'],
    [{ url: '', active: true }, '400 missing_field'],
    [{ queue_ids: [nobody] }, '404 queue_not_found'],
  ] as const)
    assert.equal(await tell(caller, 'PATCH', path, body), answer, JSON.stringify(body))
  assert.equal(
    await tell(caller, 'POST', `${path}/trial`, { inbox_id: nobody }),
    '404 inbox_not_found',
  )
  const now = await caller.get<RoutingHook>(path)
  assert.equal(now.secret, '')
  assert.equal(now.has_secret, true)
  assert.equal(await tell(held.house.ann.caller, 'GET', path), '403 permission_missing')
})

test('without an address there is nothing to ask, and nothing to sign', async () => {
  const { caller } = held.house.boss
  await caller.patch(path, { url: '', active: false })
  for (const what of ['secret', 'trial'])
    assert.equal(await tell(caller, 'POST', `${path}/${what}`, {}), '409 routing_hook_unset')
})
