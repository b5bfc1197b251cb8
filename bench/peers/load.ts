// The load on a peer, as bench/chat/load.hpp lays it on Parley: visitors write at a fixed rate,
// whether or not the server keeps up (open loop), and each message's delay counts from the moment
// it should have been sent.
//
// Runs in a process of its own, apart from the server; what it costs is reported, so that a figure
// limited by the client shows as such.

import { setTimeout as sleep } from 'node:timers/promises'

const BACKLOG_SECONDS_MAX = 0.1
const SETTLED_WITHIN_MS = 30_000
const NAP_MS = 1 // Node's timers know no shorter one.
const SENDS_IN_A_ROW_MAX = 64 // Then what has arrived has its turn.

/** A peer at work: every line is open and every conversation has its visitor and its agents. */
export interface Stage {
  readonly conversations: number
  readonly agentsPerTeam: number
  /** As the conversation's visitor; `number` is the message's own and comes back with it. */
  send(conversation: number, number: number): void
  ears: Ears
  /** Processor time of the server's process so far. */
  serverCpuSeconds(): number
  /** Messages that its database holds. */
  stored(): number
  close(): Promise<void>
}

/** Called for each message that is acknowledged at its visitor and at each agent who has it. */
export interface Ears {
  acknowledged(number: number): void
  received(number: number): void
}

export interface Step {
  perSecond: number
  seconds: number
}

/** In milliseconds. */
export interface Delays {
  p50: number
  p99: number
}

export interface StepResult {
  step: Step
  ackedPerSecond: number // Within the step.
  backlog: number // Sent and not acknowledged when the step ended.
  acknowledged: Delays // Intended time → acknowledgement at the visitor.
  received: Delays // Intended time → the first agent has it.
  lateP99: number // Intended time → really sent: the client's own delay.
  clientCpuShare: number // Of one core.
  serverCpuShare: number // Of one core; a database beside it is not counted.
}

/** What is under way at the end is no more than 100 ms of arrivals. */
export function keepsUp(result: StepResult): boolean {
  return result.backlog <= result.step.perSecond * BACKLOG_SECONDS_MAX
}

/** When each message of a step was due, sent, acknowledged and received; 0: not yet. */
class Messages implements Ears {
  readonly due: Float64Array
  readonly sent: Float64Array
  readonly acked: Float64Array
  readonly at: Float64Array
  readonly copies: Uint8Array
  readonly #first: number
  sentCount = 0
  ackedCount = 0
  receivedCount = 0

  constructor(first: number, step: Step, start: number) {
    const count = Math.floor(step.perSecond * step.seconds)
    this.#first = first
    this.due = Float64Array.from({ length: count }, (_, i) => start + (1000 * i) / step.perSecond)
    this.sent = new Float64Array(count)
    this.acked = new Float64Array(count)
    this.at = new Float64Array(count)
    this.copies = new Uint8Array(count)
  }

  get count() {
    return this.due.length
  }

  acknowledged(number: number) {
    const i = this.#index(number)
    if (this.acked[i] !== 0) throw new Error('a message is acknowledged twice')
    this.acked[i] = performance.now()
    ++this.ackedCount
  }

  received(number: number) {
    const i = this.#index(number)
    if (this.copies[i] === 0) this.at[i] = performance.now()
    this.copies[i] = (this.copies[i] ?? 0) + 1
    ++this.receivedCount
  }

  /** Throws where an acknowledgement or a copy is missing or doubled. */
  check(copiesEach: number) {
    if (this.ackedCount < this.count) throw new Error('a message was never acknowledged')
    const wrong = this.copies.find((copies) => copies !== copiesEach)
    if (wrong !== undefined) throw new Error(`${wrong} agents have a message, not ${copiesEach}`)
  }

  #index(number: number): number {
    const i = number - this.#first
    if (!(i >= 0 && i < this.count)) throw new Error('a message that nobody sent')
    return i
  }
}

export class Load {
  readonly #stage: Stage
  #sentBefore = 0

  constructor(stage: Stage) {
    this.#stage = stage
  }

  /** Messages that all steps have sent. */
  get sent() {
    return this.#sentBefore
  }

  /** Runs the step and waits until everything sent is acknowledged and received. */
  async run(step: Step): Promise<StepResult> {
    const stage = this.#stage
    const clientBefore = process.cpuUsage()
    const serverBefore = stage.serverCpuSeconds()
    const start = performance.now()
    const messages = new Messages(this.#sentBefore, step, start)
    stage.ears = messages

    const end = start + step.seconds * 1000
    while (performance.now() < end) await this.#sendDue(messages)
    const inTime = messages.ackedCount
    const client = process.cpuUsage(clientBefore)
    const server = stage.serverCpuSeconds() - serverBefore

    const copies = messages.count * stage.agentsPerTeam
    while (messages.ackedCount < messages.count || messages.receivedCount < copies) {
      if (performance.now() > end + SETTLED_WITHIN_MS) break
      await this.#sendDue(messages)
    }
    messages.check(stage.agentsPerTeam)
    this.#sentBefore += messages.count
    return {
      step,
      ackedPerSecond: inTime / step.seconds,
      backlog: messages.count - inTime,
      acknowledged: delays(messages.due, messages.acked),
      received: delays(messages.due, messages.at),
      lateP99: delays(messages.due, messages.sent).p99,
      clientCpuShare: (client.user + client.system) / 1e6 / step.seconds,
      serverCpuShare: server / step.seconds,
    }
  }

  async #sendDue(messages: Messages) {
    const last = Math.min(messages.count, messages.sentCount + SENDS_IN_A_ROW_MAX)
    for (; messages.sentCount < last; ++messages.sentCount) {
      const i = messages.sentCount
      const now = performance.now()
      if ((messages.due[i] ?? 0) > now) break
      const number = this.#sentBefore + i
      messages.sent[i] = now
      this.#stage.send(number % this.#stage.conversations, number)
    }
    await sleep(NAP_MS)
  }
}

function delays(from: Float64Array, until: Float64Array): Delays {
  const sorted = until.map((then, i) => then - (from[i] ?? 0)).sort()
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0
  return { p50: at(0.5), p99: at(0.99) }
}
