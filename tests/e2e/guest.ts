// A visitor whose page nobody looks at: what a widget would send, by the visitors' own API.

import type { AckFrame, Message } from '@parley/api'
import type { Caller, Line } from '../harness/client.ts'
import { visit, type House } from '../harness/house.ts'

let said = 0

export class Guest {
  readonly name: string
  readonly #caller: Caller
  readonly #inboxKey: string
  #line: Line
  /** Of the latest session they opened. */
  session = ''

  private constructor(name: string, caller: Caller, inboxKey: string, line: Line) {
    this.name = name
    this.#caller = caller
    this.#inboxKey = inboxKey
    this.#line = line
  }

  static async come(house: House, name: string): Promise<Guest> {
    const caller = await visit(house, { name })
    const inboxKey = house.inbox.public_key
    return new Guest(name, caller, inboxKey, await caller.line({ inboxKey }))
  }

  async say(text: string): Promise<Message> {
    if (this.#line.closeCode) await this.again() // Nobody has said anything for a while.
    const client_msg_id = `guest-${++said}`
    this.#line.send({ type: 'send', client_msg_id, text })
    const answer = await this.#line.until(
      (one) => (one.type === 'ack' || one.type === 'error') && one.client_msg_id === client_msg_id,
    )
    if (answer.type !== 'ack') throw new Error(`${this.name}: ${JSON.stringify(answer)}`)
    const { message } = answer as AckFrame
    this.session = message.session_id ?? ''
    return message
  }

  leave(): Promise<unknown> {
    return this.#caller.post('/visitor/end')
  }

  rate(score: number): Promise<unknown> {
    return this.#caller.post('/visitor/rating', { session_id: this.session, score })
  }

  /** Their line anew, as after the server was gone. */
  async again() {
    this.#line = await this.#caller.line({ inboxKey: this.#inboxKey })
  }
}
