// Speaks the contract as a program would: REST with a cookie or a visitor's credential, and the
// realtime line frame by frame. Types are the contract's own; nothing is retried behind one's back.

import { setTimeout as sleep } from 'node:timers/promises'
import type {
  ClientFrame,
  HelloFrame,
  Me,
  Problem,
  ServerFrame,
  VisitorCredential,
} from '@parley/api'
import type { Server } from './server.ts'

const ANSWER_WITHIN_MS = 20_000

/** Sees everything that comes back, whoever asked for it. */
export interface Witness {
  answered(method: string, path: string, status: number, body: unknown): void
  heard(frame: ServerFrame): void
}

let witness: Witness | undefined
export function callWitness(by: Witness) {
  witness = by
}

/** What a call was refused with. */
export class Refused extends Error {
  readonly status: number
  readonly problem: Partial<Problem>

  constructor(status: number, problem: Partial<Problem>, what: string) {
    super(`${what}: ${status} ${problem.code ?? ''} ${problem.detail ?? ''}`)
    this.status = status
    this.problem = problem
  }
}

export class Caller {
  readonly server: Server
  readonly credential: VisitorCredential | undefined
  cookie = ''
  /** A program's: then neither cookie nor our own header is sent. */
  apiKey = ''

  constructor(server: Server, credential?: VisitorCredential) {
    this.server = server
    this.credential = credential
  }

  get<T>(path: string): Promise<T> {
    return this.call<T>('GET', path)
  }

  post<T>(path: string, body: unknown = {}): Promise<T> {
    return this.call<T>('POST', path, body)
  }

  patch<T>(path: string, body: unknown): Promise<T> {
    return this.call<T>('PATCH', path, body)
  }

  upload<T>(path: string, bytes: Uint8Array): Promise<T> {
    return this.call<T>('POST', path, bytes)
  }

  /** Remembers the cookie: from here on this is that person. */
  signIn(email: string, password: string): Promise<Me> {
    return this.post<Me>('/sign-in', { email, password })
  }

  /** Of a file that asks more than anybody may at once: waits as it is told, and asks again. */
  static isPatient = false

  /** The answer's JSON; throws `Refused`. */
  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    for (;;) {
      try {
        return await this.callOnce<T>(method, path, body)
      } catch (error) {
        const isTooFast = error instanceof Refused && error.problem.code === 'rate_limited'
        if (!isTooFast || !Caller.isPatient) throw error
        await sleep(500)
      }
    }
  }

  private async callOnce<T>(method: string, path: string, body?: unknown): Promise<T> {
    const raw = body instanceof Uint8Array
    const answer = await fetch(`${this.server.origin}/api/v1${path}`, {
      method,
      headers: {
        ...(!this.apiKey && { 'X-Parley-Request': '1' }),
        ...(body !== undefined && !raw && { 'Content-Type': 'application/json' }),
        ...this.headers(),
      },
      body: body === undefined ? null : raw ? new Uint8Array(body) : JSON.stringify(body),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    })
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0]
    if (cookie) this.cookie = cookie
    const text = await answer.text()
    const isJson = /json/.test(answer.headers.get('content-type') ?? '')
    const json: unknown = isJson ? JSON.parse(text) : text || undefined
    witness?.answered(method, `/api/v1${path}`, answer.status, json)
    if (!answer.ok) {
      throw new Refused(answer.status, json as Partial<Problem>, `${method} ${path}`)
    }
    return json as T
  }

  headers(): Record<string, string> {
    if (this.apiKey) return { Authorization: `Bearer ${this.apiKey}` }
    if (this.credential) {
      const { visitor_id, secret } = this.credential
      return { Authorization: `Visitor ${visitor_id}.${secret}` }
    }
    return this.cookie ? { Cookie: this.cookie, Origin: this.server.origin } : {}
  }

  /** A welcomed line of this person; a visitor names the inbox they came by. */
  async line(options: { inboxKey?: string; after?: number } = {}): Promise<Line> {
    const hello: HelloFrame = { type: 'hello', protocol: 1 }
    if (options.after !== undefined) hello.after = options.after
    if (this.credential) hello.visitor = { ...this.credential, inbox_key: options.inboxKey ?? '' }
    if (this.apiKey) hello.api_key = this.apiKey
    const line = await Line.open(this.server, this.apiKey ? {} : this.headers())
    line.send(hello)
    await line.until((frame) => frame.type === 'welcome' || frame.type === 'visitor_welcome')
    return line
  }
}

type Waiting = { wanted: (frame: ServerFrame) => boolean; done: (frame: ServerFrame) => void }

/** Node's WebSocket takes headers, which the browser's type does not know. */
export const HeaderSocket = WebSocket as unknown as new (
  url: string,
  options: { headers: Record<string, string> },
) => WebSocket

export class Line {
  /** Everything heard, in order. */
  readonly frames: ServerFrame[] = []
  /** 0 while open. */
  closeCode = 0
  /** Fulfilled with the close code once the line is down, however that came. */
  readonly closed: Promise<number>
  readonly #socket: WebSocket
  #waiting: Waiting[] = []
  #read = 0

  private constructor(socket: WebSocket) {
    this.#socket = socket
    this.closed = new Promise((done) => {
      socket.addEventListener('close', (event) => {
        this.closeCode = event.code
        done(event.code)
      })
    })
    socket.addEventListener('message', (event) => this.#hear(JSON.parse(String(event.data))))
  }

  static async open(server: Server, headers: Record<string, string>): Promise<Line> {
    const url = `${server.origin.replace('http', 'ws')}/api/v1/realtime`
    const socket = new HeaderSocket(url, { headers })
    const line = new Line(socket)
    await new Promise<void>((done, fail) => {
      socket.addEventListener('open', () => done())
      socket.addEventListener('error', () => fail(new Error('the line did not open')))
    })
    return line
  }

  #hear(frame: ServerFrame) {
    witness?.heard(frame)
    this.frames.push(frame)
    const ready = this.#waiting.filter((one) => one.wanted(frame))
    this.#waiting = this.#waiting.filter((one) => !ready.includes(one))
    for (const one of ready) {
      this.#read = this.frames.length
      one.done(frame)
    }
  }

  send(frame: ClientFrame) {
    this.sendText(JSON.stringify(frame))
  }

  /** What no page of ours would send. */
  sendText(text: string) {
    this.#socket.send(text)
  }

  /** The next wanted frame after the one answered last; waits for it, but not for ever. */
  async until(
    wanted: (frame: ServerFrame) => boolean,
    withinMs = ANSWER_WITHIN_MS,
  ): Promise<ServerFrame> {
    for (let at = this.#read; at < this.frames.length; at++) {
      const frame = this.frames[at]
      if (!frame || !wanted(frame)) continue
      this.#read = at + 1
      return frame
    }
    return new Promise((done, fail) => {
      const late = () => fail(new Error(`waited in vain; heard last: ${this.#lastWords()}`))
      const patience = setTimeout(late, withinMs)
      this.#waiting.push({
        wanted,
        done(frame) {
          clearTimeout(patience)
          done(frame)
        },
      })
    })
  }

  #lastWords(): string {
    return this.frames
      .slice(-5)
      .map((one) => JSON.stringify(one).slice(0, 200))
      .join('\n')
  }

  close() {
    this.#socket.close()
  }
}
