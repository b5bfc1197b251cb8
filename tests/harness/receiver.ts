// A receiver of webhooks on loopback, as somebody else's program: it checks signatures by itself, and
// can be told to misbehave.

import { createHmac, timingSafeEqual } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { WebhookMessage } from '@parley/api'

const HEARD_WITHIN_MS = 30_000

export interface Heard {
  id: string
  headers: IncomingHttpHeaders
  text: string
  message: WebhookMessage
  at: number
}

export type Behaviour = (response: ServerResponse, request: IncomingMessage) => void

export const well: Behaviour = (response) => response.writeHead(200).end('thanks')
export const answers =
  (status: number, body = '', headers: Record<string, string> = {}): Behaviour =>
  (response) =>
    response.writeHead(status, headers).end(body)

export class Receiver {
  readonly heard: Heard[] = []
  behave: Behaviour = well
  #server: Server
  port = 0

  constructor() {
    this.#server = createServer((request, response) => void this.#take(request, response))
  }

  static async start(behave: Behaviour = well): Promise<Receiver> {
    const receiver = new Receiver()
    receiver.behave = behave
    await receiver.listen()
    return receiver
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/hook`
  }

  /** On the same port as before, if there was one. */
  async listen() {
    await new Promise<void>((done) => this.#server.listen(this.port, '127.0.0.1', done))
    this.port = (this.#server.address() as AddressInfo).port
  }

  async close() {
    this.#server.closeAllConnections()
    await new Promise((done) => this.#server.close(done))
  }

  async #take(request: IncomingMessage, response: ServerResponse) {
    response.on('error', () => {})
    let text = ''
    for await (const chunk of request.setEncoding('utf8')) text += chunk
    const message = JSON.parse(text) as WebhookMessage
    const id = String(request.headers['webhook-id'])
    this.heard.push({ id, headers: request.headers, text, message, at: Date.now() })
    this.behave(response, request)
  }

  async until(wanted: (heard: Heard) => boolean, withinMs = HEARD_WITHIN_MS): Promise<Heard> {
    const deadline = Date.now() + withinMs
    while (Date.now() < deadline) {
      const found = this.heard.find(wanted)
      if (found) return found
      await sleep(20)
    }
    const kinds = this.heard.map(({ message }) => kindOf(message)).join(' ')
    throw new Error(`not heard in time; heard: ${kinds}`)
  }
}

export function kindOf(message: WebhookMessage): string {
  return message.type === 'event' ? message.event.kind : message.type
}

/** By the specification's own words, not by our server's code. */
export function isSignedBy(secret: string, heard: Heard): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const content = `${heard.id}.${heard.headers['webhook-timestamp']}.${heard.text}`
  const wanted = createHmac('sha256', key).update(content).digest()
  return String(heard.headers['webhook-signature'])
    .split(' ')
    .filter((each) => each.startsWith('v1,'))
    .map((each) => Buffer.from(each.slice('v1,'.length), 'base64'))
    .some((given) => given.length === wanted.length && timingSafeEqual(given, wanted))
}

/** A configuration for laboratories: this machine may be sent to, on any port, in clear. */
export function openConfig(): string {
  const file = join(mkdtempSync(join(tmpdir(), 'parley-config-')), 'parley.toml')
  writeFileSync(file, '[webhooks]\nallow_private = true\nports = []\n')
  return file
}
