// A drill: people talk at both of two nodes while something breaks. Nothing acknowledged may be
// missing, doubled or out of order in any audience's stream, and no session may have two agents.
//
// An *error* is the time a message waited for its acknowledgement, resent as the pages do, counted
// from when it was said, or from the healing for clients whose own node could not serve. The
// *ownership has moved* when the other node acknowledges a message that was said after the fault.

import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import type { TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Ledger, storeQuestions, type Wait } from '../drills/ledger.ts'
import { Traffic, type Pace } from '../drills/traffic.ts'
import { furnish } from '../harness/house.ts'
import type { Server } from '../harness/server.ts'

export const LONG = Number(process.env.DRILL_KILLS ?? 20) >= 100
const PACE: Pace = {
  visitors: LONG ? 30 : 16,
  agents: 4,
  visitorSaysEveryMs: 250,
  agentSaysEveryMs: 200,
  lineBreaksEveryMs: 400,
}
const BEFORE_MS = 3_000
const AFTER_MS = 3_000
const MOVED_WITHIN_MS = 5_000
const AGAIN_WITHIN_MS = 10_000
const OUTPUT_BYTES_MAX = 256 * 1024 * 1024

/** Two nodes, and what they stand on. */
export interface Ground {
  readonly nodes: readonly Server[]
  close(): Promise<void>
}

export interface Fault<G extends Ground> {
  /** Whose clients cannot be served until it is over. */
  hits: readonly number[]
  /** Which node must go on in its place. */
  movesTo?: number
  act(ground: G): Promise<void>
}

/** Breaks the ground under people who talk, and judges what became of what they said. */
export async function drill<G extends Ground>(t: TestContext, ground: G, fault: Fault<G>) {
  const [first] = ground.nodes
  const ledger = new Ledger()
  let traffic: Traffic | undefined
  try {
    assert.ok(first, 'there are nodes')
    const house = await furnish(first, { queue: { share: 1 } })
    traffic = await Traffic.among(house, ledger, PACE, ground.nodes)
    traffic.start()
    await sleep(BEFORE_MS)
    const began = Date.now()
    await fault.act(ground)
    const over = Date.now()
    await sleep(AFTER_MS)
    await traffic.settle()
    const unanswered = traffic.talkers.filter((one) => one.pending > 0).map((one) => one.name)
    traffic.stop()
    assert.deepEqual(unanswered, [], 'everything said is answered in the end')
    await check(ledger, first)
    assert.deepEqual(ledger.faults, [])
    judge(t, fault, ledger, began, over)
  } catch (error) {
    console.error(ledger.faults, ground.nodes.map((node) => node.log(30)).join('\n\n'))
    throw error
  } finally {
    traffic?.stop()
    await ground.close()
  }
}

/** Holds what is stored against what was acknowledged. */
async function check(ledger: Ledger, node: Server) {
  const questions = storeQuestions((id) => `encode(${id}, 'hex')`)
  const psql = ['-qXAt', '-v', 'ON_ERROR_STOP=1', '-d', node.database ?? '', '-c', questions]
  const { stdout } = await promisify(execFile)('psql', psql, { maxBuffer: OUTPUT_BYTES_MAX })
  ledger.compare([...ledger.acked], stdout, 'in the end')
}

function judge<G extends Ground>(
  t: TestContext,
  fault: Fault<G>,
  ledger: Ledger,
  began: number,
  over: number,
) {
  const waits = ledger.waits.map((wait) => waited(wait, fault.hits, over))
  const worst = Math.max(...waits.map((one) => one.tookMs))
  const { sent, refused, resumed } = ledger
  t.diagnostic(`${ledger.acked.size} of ${sent} acknowledged, ${refused} refusals`)
  t.diagnostic(`${ledger.received} received, ${resumed} streams resumed`)
  t.diagnostic(`longest wait ${worst} ms, of a fault of ${over - began} ms`)
  assert.ok(sent > PACE.visitors * 10, 'there was a load')
  assert.ok(worst <= AGAIN_WITHIN_MS, `somebody waited ${worst} ms`)
  for (const at of [0, 1]) {
    const isServed = waits.some(({ node, ackedAt }) => node === at && ackedAt >= over)
    assert.ok(isServed, `node ${at} serves again`)
  }
  if (fault.movesTo === undefined) return
  const there = waits.filter(({ node, saidAt }) => node === fault.movesTo && saidAt >= began)
  const moved = Math.min(...there.map((one) => one.ackedAt)) - began
  t.diagnostic(`ownership moved after ${moved} ms`)
  assert.ok(moved <= MOVED_WITHIN_MS, `ownership moved after ${moved} ms`)
}

function waited({ clientMsgId, saidAt, ackedAt }: Wait, hits: readonly number[], over: number) {
  const node = nodeOf(clientMsgId)
  const since = hits.includes(node) ? Math.max(saidAt, Math.min(over, ackedAt)) : saidAt
  return { node, saidAt, ackedAt, tookMs: ackedAt - since }
}

/** `Traffic` gives its people to the nodes in turn. */
function nodeOf(clientMsgId: string): number {
  return Number(/\d+/.exec(clientMsgId)?.[0]) % 2
}
