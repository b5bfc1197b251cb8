// How a queue gives out its sessions: what may be set, within which bounds, and why a session is
// where it is.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Agent, Queue, QueueState, SessionRouting } from '@parley/api'
import { chat, houseOfFile, tell } from './support.ts'

const town = houseOfFile()

const step = (part: object) => ({
  when: 'waited',
  enter: 30,
  leave: 0,
  last: 20,
  relax: [],
  backup_queue_ids: [],
  boost_seconds: 0,
  ...part,
})

test('strategy, familiar agent and steps of a queue are kept as they are set', async () => {
  const { boss, queue } = town.house
  const wanted = {
    name: 'Law',
    strategy: 'skill_level',
    familiar_seconds: 90,
    answer_seconds: 30,
    waiting_max: 0,
    steps: [
      step({ relax: [{ name: 'law', level: 0 }], boost_seconds: 60 }),
      step({ when: 'waiting', enter: 9, leave: 5, backup_queue_ids: [queue.id] }),
    ],
  }
  const made = await boss.caller.post<Queue>('/queues', wanted)
  const { name, strategy, familiar_seconds, answer_seconds, waiting_max, steps } =
    await boss.caller.get<Queue>(`/queues/${made.id}`)
  assert.deepEqual({ name, strategy, familiar_seconds, answer_seconds, waiting_max, steps }, wanted)
})

test('a step beyond its bounds is refused', async () => {
  const { boss } = town.house
  const nobody = '00000000-0000-7000-8000-000000000001'
  for (const [steps, answer] of [
    [[step({ enter: 86_401 })], '400 out_of_range'],
    [[step({ when: 'waiting', enter: 5, leave: 6 })], '400 out_of_range'],
    [[step({ when: 'service_level', enter: 80, leave: 79 })], '400 out_of_range'],
    [[step({ when: 'staffed', enter: 0, leave: 1 })], '400 out_of_range'],
    [[step({ last: 65 })], '400 out_of_range'],
    [[step({ relax: [{ name: 'Law', level: 1 }] })], '400 bad_skill'],
    [[step({ backup_queue_ids: [nobody] })], '404 queue_not_found'],
    [Array.from({ length: 9 }, () => step({})), '400 out_of_range'],
  ] as const) {
    const got = await tell(boss.caller, 'POST', '/queues', { name: 'x', steps })
    assert.equal(got, answer, JSON.stringify(steps))
  }
})

test("an agent's post in a queue is kept, and goes with the queue", async () => {
  const { boss, ann, queue } = town.house
  const posts = [{ queue_id: queue.id, rank: 1, weight: 20, precedence: 2 }]
  const path = `/agents/${ann.id}`
  const set = await boss.caller.call<Agent>('PATCH', path, { posts })
  assert.deepEqual(set.posts, posts)
  for (const wrong of [{ rank: 0 }, { weight: 101 }, { precedence: 0 }]) {
    const body = { posts: [{ ...posts[0], ...wrong }] }
    assert.equal(await tell(boss.caller, 'PATCH', path, body), '400 out_of_range')
  }
  const without = await boss.caller.call<Agent>('PATCH', path, { queue_ids: [] })
  assert.deepEqual(without.posts, [])
  await boss.caller.call('PATCH', path, { queue_ids: [queue.id] })
})

test('a session tells why it is where it is, and what was decided of it when it has closed', async () => {
  const { ann, queue } = town.house
  const { visitor, desk, session } = await chat(town.house, ann)
  const path = `/sessions/${session.id}/routing`
  const told = await ann.caller.get<SessionRouting>(path)
  assert.equal(told.session_id, session.id)
  assert.equal(told.position, null)
  assert.deepEqual(
    told.decisions.map((one) => one.deed),
    ['queued', 'offered', 'assigned'],
  )
  assert.equal(told.decisions[1]?.agent_id, ann.id)
  assert.equal(told.decisions[1]?.strategy, queue.strategy)
  await visitor.post('/visitor/end')
  const closed = await ann.caller.get<SessionRouting>(path)
  assert.deepEqual(closed.decisions, told.decisions)
  assert.deepEqual([closed.position, closed.expected, closed.next], [null, null, null])

  const state = await ann.caller.get<QueueState>(`/queues/${queue.id}/state`)
  assert.equal(state.waiting, 0)
  assert.equal(typeof state.service_ms, 'number')
  desk.close()
})
