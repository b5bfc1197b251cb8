// An agent at work for hours: always ready, and whatever can be done with a call is done sooner or
// later, at any moment, also one at which it cannot be done.

import { setTimeout as sleep } from 'node:timers/promises'
import type {
  BrowserAnswer,
  Call,
  ClientFrame,
  EventBody,
  Id,
  ServerFrame,
  Session,
} from '@parley/api'
import { HeaderSocket, Refused } from '../../harness/client.ts'
import type { Board } from './board.ts'
import type { BrowserLine } from './browser_line.ts'
import type { Employed } from './soak_house.ts'

const READY_EVERY_MS = 3_000
const LINE_AGAIN_MS = 300
const UNAVAILABLE = 503
/** A server that is busy is asked again. */
const LEAVES_MAX = 10
const LEAVES_AGAIN_MS = 1_000

export const chance = (percent: number) => 100 * Math.random() < percent
export const between = (least: number, most: number) => least + Math.random() * (most - least)
export const one = <T>(list: readonly T[]): T => {
  const found = list[Math.floor(Math.random() * list.length)]
  if (found === undefined) throw new Error('of none')
  return found
}

export interface Surroundings {
  board: Board
  /** Whether the server is there; who asks while it is not waits. */
  isUp: () => boolean
  seats: readonly Seat[]
}

export class Seat {
  /** From now on what is offered is accepted at once, and kept. */
  static isCalm = false
  readonly employed: Employed
  readonly #around: Surroundings
  readonly #browser: BrowserLine | undefined
  readonly #serving = new Set<Id>()
  #socket: WebSocket | undefined
  #presence = ''
  #closed = false

  constructor(employed: Employed, around: Surroundings, browser?: BrowserLine) {
    this.employed = employed
    this.#around = around
    this.#browser = browser
    void this.#keepLine()
    void this.#keepReady()
  }

  get id(): Id {
    return this.employed.person.id
  }

  get isReady(): boolean {
    return this.#presence === 'ready'
  }

  toString(): string {
    const { person, kind } = this.employed
    return `${person.name} (${kind}, ${this.#presence}, line ${this.#socket?.readyState})`
  }

  close() {
    this.#closed = true
    this.#socket?.close()
  }

  async #keepLine() {
    while (!this.#closed) {
      if (this.#around.isUp()) await this.#oneLine()
      this.#presence = ''
      await sleep(LINE_AGAIN_MS)
    }
  }

  /** Until it is down. */
  #oneLine(): Promise<void> {
    const { caller } = this.employed.person
    const url = `${caller.server.origin.replace('http', 'ws')}/api/v1/realtime`
    const socket = new HeaderSocket(url, { headers: caller.headers() })
    this.#socket = socket
    socket.addEventListener('open', () => {
      this.#say({ type: 'hello', protocol: 1 })
      this.#say({ type: 'presence', presence: 'ready' })
    })
    socket.addEventListener('message', ({ data }) => {
      const frame = JSON.parse(String(data)) as ServerFrame
      if (frame.type === 'welcome') this.#presence = frame.me.agent.presence
      if (frame.type === 'event') this.#hear(frame.event)
    })
    return new Promise((done) => {
      socket.addEventListener('close', () => done())
      socket.addEventListener('error', () => done())
    })
  }

  async #keepReady() {
    while (!this.#closed) {
      await sleep(READY_EVERY_MS)
      if (!this.isReady) this.#say({ type: 'presence', presence: 'ready' })
    }
  }

  #say(frame: ClientFrame) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame))
  }

  #hear({ kind, agent, session, call }: EventBody) {
    if (agent?.id === this.id) this.#presence = agent.presence
    if (call) this.#around.board.take(call)
    if (kind === 'session_offered' && session?.offer?.agent_id === this.id)
      void this.#consider(session)
    if (!call || call.state === 'ended') return
    const own = call.legs.find((leg) => leg.agent_id === this.id && leg.left_at === 0)
    if (own?.state === 'joined' && call.answered_at > 0) void this.#serve(call.id)
    if (own?.state === 'ringing' && own.medium === 'browser' && call.dialled_by !== this.id)
      void this.#helpOut(call.id, own.id)
  }

  /** Asks the server, and takes a refusal for what it is: somebody was faster. */
  async #try<T>(what: string, ask: () => Promise<T>): Promise<T | undefined> {
    const { board, isUp } = this.#around
    try {
      const answer = await ask()
      board.count(what)
      return answer
    } catch (error) {
      if (error instanceof Refused) {
        board.count(`${what}:${error.problem.code ?? error.status}`)
        if (error.status >= 500 && error.status !== UNAVAILABLE) board.faults.push(error.message)
      } else {
        board.count(`${what}:unreachable`)
        const broke = board.breaks.at(-1)
        const isExcused = !isUp() || (broke && Date.now() - broke.overAt < 5_000)
        if (!isExcused) board.faults.push(`${what}: ${String(error)}`)
      }
      return undefined
    }
  }

  #post<T = Call>(what: string, path: string, body: object = {}): Promise<T | undefined> {
    return this.#try(what, () => this.employed.person.caller.post<T>(path, body))
  }

  async #act(what: string, call: Id, path: string, body: object = {}): Promise<Call | undefined> {
    const answer = await this.#post(what, `/calls/${call}/${path}`, body)
    if (answer) this.#around.board.take(answer)
    return answer
  }

  async #consider(session: Session) {
    const { kind } = this.employed
    const number = session.offer?.number
    if (!Seat.isCalm) {
      await sleep(between(50, 1_500))
      if (chance(6))
        return void this.#post('decline', `/sessions/${session.id}/decline`, { offer: number })
      if (kind === 'rings' || chance(6)) return
    }
    // The phone that rings is picked up by itself, in a quiet hour; no race with it then.
    if (kind === 'rings') return
    const taken = await this.#post<Session>('accept', `/sessions/${session.id}/accept`, {
      offer: number,
    })
    if (!taken) return
    const call = this.#around.board.of(session.id)
    if (call) await this.#join(call.id)
  }

  /** By the browser, or by the phone on the desk. */
  async #join(call: Id) {
    const browser = this.#browser
    if (!browser) {
      await this.#act('phone', call, 'phone', { phone_id: this.employed.phone.phone.id })
      return
    }
    const offer = await browser.offer()
    const said = await this.#post<BrowserAnswer>('browser', `/calls/${call}/browser`, { offer })
    if (said) await browser.answered(said.answer)
  }

  /** A colleague asks. */
  async #helpOut(call: Id, leg: Id) {
    if (this.#serving.has(leg)) return
    this.#serving.add(leg)
    await sleep(between(100, 2_500))
    const { caller } = this.employed.person
    if (chance(15)) return
    if (chance(15))
      return void this.#try('no', () => caller.call('DELETE', `/calls/${call}/legs/${leg}`))
    await this.#join(call)
  }

  #isOver(id: Id): boolean {
    const call = this.#around.board.calls.get(id)
    const own = call?.legs.find((leg) => leg.agent_id === this.id && leg.left_at === 0)
    return !call || call.state === 'ended' || !own || this.#closed
  }

  /** Once for each call that this agent gets into, until they or the contact are gone. */
  async #serve(id: Id) {
    if (this.#serving.has(id) || Seat.isCalm) return
    this.#serving.add(id)
    for (let steps = Math.floor(between(0, 4)); steps > 0; steps--) {
      await sleep(between(300, 6_000))
      if (this.#isOver(id)) break
      await one([
        this.#hold,
        this.#pause,
        this.#consult,
        this.#transfer,
        this.#keys,
        this.#rejoin,
      ]).call(this, id)
    }
    await sleep(between(1_000, 25_000))
    for (let tries = 0; tries < LEAVES_MAX && !this.#isOver(id); tries++) {
      await this.#leave(id)
      await sleep(LEAVES_AGAIN_MS)
    }
    this.#serving.delete(id) // They may be transferred to us again.
  }

  async #leave(id: Id) {
    const session = this.#around.board.calls.get(id)?.session_id
    if (chance(70)) return void (await this.#act('hang_up', id, 'hang-up'))
    const closed = await this.#post('close', `/sessions/${session}/close`)
    if (!closed) await this.#act('hang_up', id, 'hang-up')
  }

  async #hold(id: Id) {
    const { board } = this.#around
    const number = board.calls.get(id)?.number ?? ''
    const at = Date.now()
    if (await this.#act('hold', id, 'hold', { held: true })) board.held(number, true, at)
    await sleep(between(200, 4_000))
    if (!chance(80)) return
    if (await this.#act('unhold', id, 'hold', { held: false })) board.held(number, false)
  }

  /** How long is judged from outside: from the question to the last answer. */
  async #pause(id: Id) {
    const began = Date.now()
    if (!(await this.#act('pause', id, 'recording', { paused: true }))) return
    await sleep(between(300, 3_000))
    const resumed = await this.#act('resume', id, 'recording', { paused: false })
    this.#around.board.paused(id, resumed ? Date.now() - began : Infinity)
  }

  async #keys(id: Id) {
    await this.#post('keys', `/calls/${id}/keys`, { keys: '12#' })
  }

  #target(): object {
    const { seats } = this.#around
    if (chance(40))
      return { number: `+861390${String(Math.floor(between(0, 1e7))).padStart(7, '0')}` }
    if (chance(30)) return { queue_id: one(seats).employed.queue.id }
    return { agent_id: one(seats.filter((other) => other !== this)).id }
  }

  async #consult(id: Id) {
    if (!(await this.#act('consult', id, 'consult', this.#target()))) return
    await sleep(between(500, 6_000))
    if (this.#isOver(id)) return
    if (chance(35)) return void (await this.#act('complete', id, 'transfer'))
    if (chance(40)) return void (await this.#act('conference', id, 'conference'))
    const legs = this.#around.board.calls.get(id)?.legs ?? []
    const asked = legs.find(
      (leg) => leg.kind !== 'contact' && leg.agent_id !== this.id && leg.left_at === 0,
    )
    const { caller } = this.employed.person
    if (asked) await this.#try('drop', () => caller.call('DELETE', `/calls/${id}/legs/${asked.id}`))
  }

  async #transfer(id: Id) {
    if (chance(50)) return
    await this.#act('transfer', id, 'transfer', this.#target())
  }

  /** Their line breaks, and they take it up again. */
  async #rejoin(id: Id) {
    const legs = this.#around.board.calls.get(id)?.legs ?? []
    const own = legs.find((leg) => leg.agent_id === this.id && leg.left_at === 0)
    if (!own) return
    const { caller } = this.employed.person
    await this.#try('leave', () => caller.call('DELETE', `/calls/${id}/legs/${own.id}`))
    await sleep(between(200, 2_000))
    await this.#join(id)
  }

  /** Calls somebody outside, who answers or not; whether it became a call. */
  async dial(number: string): Promise<boolean> {
    const { phone, kind } = this.employed
    const ask = { number, ...(kind !== 'browser' && { phone_id: phone.phone.id }) }
    const call = await this.#post('dial', '/calls', ask)
    if (!call) return false
    this.#around.board.take(call)
    if (kind === 'browser') await this.#join(call.id)
    // Whoever never answers is given up, a little earlier or later.
    void sleep(between(1_000, 12_000)).then(() => {
      const now = this.#around.board.calls.get(call.id)
      if (now?.state === 'dialling') void this.#act('hang_up', call.id, 'hang-up')
    })
    return true
  }
}
