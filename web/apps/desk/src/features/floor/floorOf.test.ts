import type { Agent, Queue } from '@parley/api'
import { expect, test } from 'vitest'
import { NOW } from '../../testing/samples'
import { ALARM_MS, floorOf, WARN_MS } from './floorOf'
import type { Held, HeldAgent, HeldSession } from './held'

const agent = (id: string, over: Partial<HeldAgent> = {}): HeldAgent => ({
  id,
  presence: 'ready',
  reason: '',
  since: NOW,
  wrapUpUntil: 0,
  capacity: 100,
  ...over,
})
const session = (id: string, over: Partial<HeldSession> = {}): HeldSession => ({
  id,
  queue: 'q1',
  agent: undefined,
  state: 'queued',
  share: 25,
  enteredAt: NOW,
  boostMs: 0,
  head: false,
  ...over,
})
const held = (agents: HeldAgent[], sessions: HeldSession[] = []): Held => ({
  seq: 1,
  agents: new Map(agents.map((one) => [one.id, one])),
  sessions: new Map(sessions.map((one) => [one.id, one])),
  besides: new Map(),
})
const named = (id: string, over: Partial<Agent> = {}) =>
  ({ id, name: id.toUpperCase(), queue_ids: ['q1'], skills: [], ...over }) as Agent
const queue = (over: Partial<Queue> = {}) =>
  ({ id: 'q1', name: 'Sales', skills: [], active: true, alerts: [], ...over }) as Queue
const names = { agents: [named('a1'), named('a2')], queues: [queue()] }

test('agents stand where their presence, wrap-up and load put them', () => {
  const serving = (id: string, of: string, share: number) =>
    session(id, { agent: of, state: 'assigned', share })
  const shown = floorOf(
    held(
      [
        agent('off', { presence: 'offline' }),
        agent('away', { presence: 'away' }),
        agent('wrap', { wrapUpUntil: NOW + 1 }),
        agent('full'),
        agent('busy'),
        agent('free'),
      ],
      [serving('s1', 'full', 100), serving('s2', 'busy', 25)],
    ),
    names,
    NOW,
  )
  expect(shown.agents.map((one) => [one.id, one.stand])).toEqual([
    ['free', 'free'],
    ['busy', 'serving'],
    ['full', 'full'],
    ['wrap', 'wrap_up'],
    ['away', 'away'],
    ['off', 'offline'],
  ])
  expect(shown.counts).toEqual({ free: 1, serving: 1, full: 1, wrap_up: 1, away: 1, offline: 1 })
  expect(shown.served).toBe(2)
})

test('who advises or joins others has less room', () => {
  const floor = held(
    [agent('a1'), agent('a2')],
    [session('s1', { agent: 'a2', state: 'assigned', share: 50 })],
  )
  floor.besides.set('s1', [{ agent: 'a1', share: 10 }])
  const { agents } = floorOf(floor, names, NOW)
  expect(agents.map((one) => [one.id, one.stand, one.load])).toEqual([
    ['a1', 'serving', 10],
    ['a2', 'serving', 50],
  ])
})

test('what waits is in the order it will be served: the head, then the oldest', () => {
  const shown = floorOf(
    held(
      [agent('a1')],
      [
        session('young', { enteredAt: NOW - 1 }),
        session('old', { enteredAt: NOW - 9 }),
        session('back', { enteredAt: NOW - 5, head: true }),
        session('vip', { enteredAt: NOW - 2, boostMs: 300_000 }),
      ],
    ),
    names,
    NOW,
  )
  expect(shown.queues[0]?.waiting.map((one) => one.id)).toEqual(['back', 'vip', 'old', 'young'])
  expect(shown.waitingSince).toBe(NOW - 9)
})

test('a queue is staffed by whoever is ready, belongs to it and has its skills', () => {
  const agents = [
    named('a1', { skills: [{ name: 'en', level: 3 }] }),
    named('a2'),
    named('a3', { queue_ids: [] }),
  ]
  const skilled = { agents, queues: [queue({ skills: ['en'] })] }
  const all = held([agent('a1'), agent('a2'), agent('a3')])
  expect(floorOf(all, skilled, NOW).queues[0]?.staffed).toBe(1)
  expect(floorOf(all, { agents, queues: [queue()] }, NOW).queues[0]?.staffed).toBe(2)
})

test('what is wrong with a queue is said in words, the worst first', () => {
  const judged = (agents: HeldAgent[], sessions: HeldSession[]) => {
    const { level, why } = floorOf(held(agents, sessions), names, NOW).queues[0] ?? {}
    return `${level} ${why}`
  }
  const waits = (ms: number) => [session('s1', { enteredAt: NOW - ms })]
  expect(judged([agent('a1')], [])).toBe('calm calm')
  expect(judged([], waits(0))).toBe('alarm unstaffed')
  expect(judged([agent('a1')], waits(WARN_MS - 1))).toBe('calm calm')
  expect(judged([agent('a1')], waits(WARN_MS))).toBe('warn long')
  expect(judged([agent('a1')], waits(ALARM_MS))).toBe('alarm long')
  const six = [1, 2, 3, 4, 5, 6].map((at) => session(`s${at}`))
  expect(judged([agent('a1')], six)).toBe('warn many')
  expect(judged([agent('a1'), agent('a2')], six)).toBe('calm calm')
})

test('what the server has raised counts more than what this page would think', () => {
  const raised = { agents: names.agents, queues: [queue({ alerts: ['waiting', 'wait'] })] }
  const [shown] = floorOf(held([agent('a1')]), raised, NOW).queues
  expect(shown).toMatchObject({ level: 'alarm', why: 'long', alerts: ['waiting', 'wait'] })
})

test('five hundred agents and five thousand sessions are worked out in passing', () => {
  const agents = Array.from({ length: 500 }, (_, at) => `a${at}`)
  const queues = Array.from({ length: 20 }, (_, at) => queue({ id: `q${at}`, name: `Queue ${at}` }))
  const sessions = Array.from({ length: 5_000 }, (_, at) =>
    session(`s${at}`, {
      queue: `q${at % 20}`,
      enteredAt: NOW - at,
      ...(at < 2_000 ? { agent: `a${at % 500}`, state: 'assigned' as const } : {}),
    }),
  )
  const all = { agents: agents.map((id) => named(id)), queues }
  const large = held(
    agents.map((id) => agent(id)),
    sessions,
  )
  const began = performance.now()
  const shown = floorOf(large, all, NOW)
  console.warn(
    `floorOf of 500 agents, 5,000 sessions: ${(performance.now() - began).toFixed(1)} ms`,
  )
  expect(shown.waiting).toBe(3_000)
  expect(shown.served).toBe(2_000)
})
