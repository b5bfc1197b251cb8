// A telephone of the soak: calls and is called by SIP over UDP, says things again until they are
// answered, as RFC 3261 wants, and speaks a tone. It may stand behind a bad line.

import { randomBytes } from 'node:crypto'
import type { Socket } from 'node:dgram'
import { parsed, proofOf, type Message } from '../sip_peer.ts'
import { bound, LossyWay, type Trouble } from './lossy_way.ts'
import { ToneLine } from './tone_line.ts'

const AGAIN_AFTER_MS = 500
const AGAIN_AFTER_MAX_MS = 4_000
/** RFC 3261: 64 * T1. */
const GIVEN_UP_AFTER_MS = 32_000
const ANSWERS_KEPT = 200

export interface Ground {
  server: { address: string; port: number }
  /** Of this machine, as the server reaches it. */
  own: string
}

export interface PhoneOptions {
  hertz: number
  port?: number
  trouble?: Trouble | undefined
  credentials?: { user: string; password: string }
}

const word = () => randomBytes(8).toString('hex')
const tagOf = (header: string) => /;tag=([^;>]+)/.exec(header)?.[1] ?? ''
const branchOf = ({ headers }: Message) => /branch=([^;,]+)/.exec(headers.via ?? '')?.[1] ?? ''
const statusOf = ({ line }: Message) => Number(line.slice(0, 3))

interface Awaited {
  isRinging: boolean
  answered: (answer: Message | undefined) => void
}

/** One dialogue, whoever began it. */
export class Talk {
  readonly id: string
  /** The number of whoever is called, or calls. */
  readonly number: string
  /** `From` of what we say in it, and `To`. */
  ours = ''
  theirs = ''
  sequence = 1
  branch = ''
  sound: ToneLine | undefined
  /** What is sent again when their answer comes again. */
  confirmation = ''
  isConfirmed = false
  isOver = false
  onConfirmed = () => {}
  onOver: (how: string) => void = () => {}
  asked: Message | undefined

  constructor(id: string, number: string) {
    this.id = id
    this.number = number
  }
}

export class FarPhone {
  onCall: (talk: Talk) => void = () => {}
  readonly #ground: Ground
  readonly #options: PhoneOptions
  readonly #socket: Socket
  readonly #way: LossyWay | undefined
  readonly #talks = new Map<string, Talk>()
  readonly #awaited = new Map<string, Awaited>()
  readonly #answers = new Map<string, string>()
  #registration = { id: word(), sequence: 0 }
  #closed = false

  private constructor(ground: Ground, options: PhoneOptions, socket: Socket, way?: LossyWay) {
    this.#ground = ground
    this.#options = options
    this.#socket = socket
    this.#way = way
    way?.leadsTo(ground.server.address, ground.server.port)
    socket.on('message', (bytes) => this.#take(parsed(bytes.toString())))
  }

  static async open(ground: Ground, options: PhoneOptions): Promise<FarPhone> {
    const { trouble, port } = options
    const way = trouble && (await LossyWay.open(ground.own, trouble))
    return new FarPhone(ground, options, await bound(ground.own, port), way)
  }

  get #port(): number {
    return this.#way?.farPort ?? this.#socket.address().port
  }

  get #user(): string {
    return this.#options.credentials?.user ?? 'line'
  }

  /** Registers for five minutes; whether the server took it. */
  async register(): Promise<boolean> {
    const who = this.#options.credentials ?? { user: '', password: '' }
    const uri = `sip:${this.#ground.server.address}`
    const one = `<sip:${who.user}@${this.#ground.server.address}>`
    const ask = (more: string[]) => {
      const cseq = `${++this.#registration.sequence} REGISTER`
      const tag = word()
      return this.#request('REGISTER', uri, [
        `From: ${one};tag=${tag}`,
        `To: ${one}`,
        `Call-ID: ${this.#registration.id}`,
        `CSeq: ${cseq}`,
        'Expires: 300',
        ...more,
      ])
    }
    const first = await ask([])
    const challenge = first?.headers['www-authenticate']
    if (!challenge) return false
    const proof = proofOf(who, 'REGISTER', uri, challenge)
    const answer = await ask([`Authorization: ${proof}`])
    return answer !== undefined && statusOf(answer) === 200
  }

  /** Calls; the talk at once, and the answer when it comes: undefined where none does. */
  async call(from: string, to: string): Promise<[Talk, Promise<Message | undefined>]> {
    const { address } = this.#ground.server
    const talk = new Talk(word(), from)
    talk.ours = `<sip:${from}@${this.#ground.own}>;tag=${word()}`
    talk.theirs = `<sip:${to}@${address}>`
    talk.branch = `z9hG4bK${word()}`
    talk.sound = await this.#line()
    this.#talks.set(talk.id, talk)
    const answer = this.#request('INVITE', `sip:${to}@${address}`, this.#within(talk, 'INVITE'), {
      body: this.#sdp(talk.sound, 'sendrecv'),
      branch: talk.branch,
    })
    return [talk, answer.then((told) => this.#answered(talk, told))]
  }

  #answered(talk: Talk, answer: Message | undefined): Message | undefined {
    if (!answer || statusOf(answer) >= 300) {
      this.#end(talk, answer ? `${statusOf(answer)}` : 'unanswered')
      return answer
    }
    talk.theirs = answer.headers.to ?? ''
    this.#speak(talk, answer.body)
    return answer
  }

  /** That we have their answer. */
  confirm(talk: Talk) {
    const { address } = this.#ground.server
    const head = [...this.#within(talk, 'ACK')]
    talk.confirmation = this.#text('ACK', `sip:line@${address}`, head, '', `z9hG4bK${word()}`)
    this.#send(talk.confirmation)
  }

  /** Before it was answered. */
  async giveUp(talk: Talk) {
    const uri = /sip:[^>]+/.exec(talk.theirs)?.[0] ?? ''
    await this.#request('CANCEL', uri, this.#within(talk, 'CANCEL'), { branch: talk.branch })
  }

  async hangUp(talk: Talk, how = 'hung_up') {
    if (talk.isOver) return
    this.#end(talk, how)
    await this.#inside(talk, 'BYE')
  }

  /** As a desk phone holds, and takes back. */
  hold(talk: Talk, held: boolean) {
    if (talk.isOver || !talk.sound) return
    const body = this.#sdp(talk.sound, held ? 'sendonly' : 'sendrecv')
    void this.#inside(talk, 'INVITE', body).then((answer) => {
      if (answer && statusOf(answer) < 300) this.confirm(talk)
    })
  }

  decline(talk: Talk, status: number) {
    if (talk.asked) this.#answer(talk.asked, `${status} Declined`, talk)
    this.#end(talk, 'declined')
  }

  async pickUp(talk: Talk) {
    talk.sound = await this.#line()
    const asked = talk.asked
    if (talk.isOver || !asked) return talk.sound.close()
    this.#speak(talk, asked.body)
    const body = this.#sdp(talk.sound, 'sendrecv')
    const began = Date.now()
    const say = (again: number) => {
      if (this.#closed || talk.isOver || talk.isConfirmed) return
      if (Date.now() - began > GIVEN_UP_AFTER_MS) return this.#end(talk, 'unconfirmed')
      this.#answer(asked, '200 OK', talk, body)
      setTimeout(() => say(Math.min(2 * again, AGAIN_AFTER_MAX_MS)), again)
    }
    say(AGAIN_AFTER_MS)
  }

  /** Its sound ends, and nothing is said. */
  vanish(talk: Talk) {
    this.#end(talk, 'vanished')
  }

  /** Gone, with all its talks. */
  close() {
    if (this.#closed) return
    this.#closed = true
    for (const talk of this.#talks.values()) this.#end(talk, 'vanished')
    for (const { answered } of this.#awaited.values()) answered(undefined)
    this.#socket.close()
    this.#way?.close()
  }

  #line(): Promise<ToneLine> {
    return ToneLine.open(this.#ground.own, this.#options.hertz, this.#options.trouble)
  }

  #speak(talk: Talk, sdp: string) {
    const port = Number(/m=audio (\d+)/.exec(sdp)?.[1])
    if (port > 0) talk.sound?.speakTo(this.#ground.server.address, port)
  }

  #sdp(line: ToneLine, direction: string): string {
    const { own } = this.#ground
    const lines = ['v=0', `o=- 1 ${Date.now()} IN IP4 ${own}`, 's=-', `c=IN IP4 ${own}`, 't=0 0']
    lines.push(`m=audio ${line.port} RTP/AVP 8`, 'a=rtpmap:8 PCMA/8000', `a=${direction}`)
    return `${lines.join('\r\n')}\r\n`
  }

  #within(talk: Talk, method: string): string[] {
    const cseq = `${talk.sequence} ${method}`
    const { ours, theirs, id } = talk
    return [`From: ${ours}`, `To: ${theirs}`, `Call-ID: ${id}`, `CSeq: ${cseq}`]
  }

  #inside(talk: Talk, method: string, body = ''): Promise<Message | undefined> {
    talk.sequence++
    const uri = `sip:line@${this.#ground.server.address}`
    return this.#request(method, uri, this.#within(talk, method), { body })
  }

  /** Says it again and again; the last answer, or none. */
  #request(
    method: string,
    uri: string,
    head: string[],
    { body = '', branch = `z9hG4bK${word()}` } = {},
  ): Promise<Message | undefined> {
    const text = this.#text(method, uri, head, body, branch)
    const key = `${branch} ${method}`
    const began = Date.now()
    return new Promise((done) => {
      const awaited: Awaited = { isRinging: false, answered: done }
      this.#awaited.set(key, awaited)
      const say = (again: number) => {
        if (this.#closed || !this.#awaited.has(key)) return
        if (Date.now() - began > GIVEN_UP_AFTER_MS && !awaited.isRinging) {
          this.#awaited.delete(key)
          return done(undefined)
        }
        if (!awaited.isRinging) this.#send(text)
        setTimeout(() => say(Math.min(2 * again, AGAIN_AFTER_MAX_MS)), again)
      }
      say(AGAIN_AFTER_MS)
    })
  }

  #text(method: string, uri: string, head: string[], body: string, branch: string): string {
    const where = `${this.#ground.own}:${this.#port}`
    const lines = [
      `${method} ${uri} SIP/2.0`,
      `Via: SIP/2.0/UDP ${where};branch=${branch}`,
      ...head,
      `Contact: <sip:${this.#user}@${where}>`,
      'Max-Forwards: 70',
      ...(body ? ['Content-Type: application/sdp'] : []),
      `Content-Length: ${Buffer.byteLength(body)}`,
    ]
    return `${lines.join('\r\n')}\r\n\r\n${body}`
  }

  #send(text: string) {
    if (this.#closed) return
    const { server, own } = this.#ground
    if (this.#way) this.#socket.send(text, this.#way.nearPort, own)
    else this.#socket.send(text, server.port, server.address)
  }

  #take(message: Message) {
    if (/^\d/.test(message.line)) this.#hearAnswer(message)
    else this.#hearRequest(message)
  }

  #hearAnswer(answer: Message) {
    const method = answer.headers.cseq?.split(' ')[1] ?? ''
    const key = `${branchOf(answer)} ${method}`
    const status = statusOf(answer)
    const talk = this.#talks.get(answer.headers['call-id'] ?? '')
    const awaited = this.#awaited.get(key)
    if (status < 200) {
      if (awaited && method === 'INVITE') awaited.isRinging = true
      return
    }
    if (method === 'INVITE' && status >= 300) this.#acknowledge(answer)
    if (awaited) {
      this.#awaited.delete(key)
      awaited.answered(answer)
    } else if (method === 'INVITE' && status < 300 && talk?.confirmation) {
      this.#send(talk.confirmation)
    }
  }

  /** Of a refusal: hop by hop. */
  #acknowledge(answer: Message) {
    const { headers } = answer
    const kept = ['from', 'to', 'call-id'].map((name) => `${name}: ${headers[name] ?? ''}`)
    const cseq = `CSeq: ${headers.cseq?.split(' ')[0] ?? '1'} ACK`
    const uri = /sip:[^>]+/.exec(headers.to ?? '')?.[0] ?? 'sip:line'
    this.#send(this.#text('ACK', uri, [...kept, cseq], '', branchOf(answer)))
  }

  #hearRequest(asked: Message) {
    const method = asked.line.split(' ')[0] ?? ''
    const talk = this.#talks.get(asked.headers['call-id'] ?? '')
    if (method === 'ACK') return this.#confirmed(talk)
    const before = this.#answers.get(`${branchOf(asked)} ${method}`)
    if (before !== undefined) return this.#send(before)
    if (method === 'INVITE' && !talk) return this.#rings(asked)
    if (method === 'INVITE' && talk?.sound)
      return this.#answer(asked, '200 OK', talk, this.#sdp(talk.sound, 'sendrecv'))
    const isUnknown = !talk && ['BYE', 'CANCEL', 'INVITE'].includes(method)
    this.#answer(asked, isUnknown ? '481 No such call' : '200 OK', talk)
    if (method === 'BYE' && talk) this.#end(talk, 'they_hung_up')
    if (method === 'CANCEL' && talk?.asked) {
      this.#answer(talk.asked, '487 Request Terminated', talk)
      this.#end(talk, 'called_off')
    }
  }

  #confirmed(talk: Talk | undefined) {
    if (!talk || talk.isConfirmed || talk.isOver) return
    talk.isConfirmed = true
    talk.onConfirmed()
  }

  #rings(asked: Message) {
    const { headers } = asked
    const number = /sip:([^@;>]+)/.exec(headers.from ?? '')?.[1] ?? ''
    const talk = new Talk(headers['call-id'] ?? '', number)
    talk.ours = `${headers.to ?? ''};tag=${word()}`
    talk.theirs = headers.from ?? ''
    talk.asked = asked
    this.#talks.set(talk.id, talk)
    this.#answer(asked, '180 Ringing', talk)
    this.onCall(talk)
  }

  #answer(asked: Message, status: string, talk: Talk | undefined, body = '') {
    const kept = ['via', 'from', 'call-id', 'cseq']
    const to = asked.headers.to ?? ''
    const lines = [
      `SIP/2.0 ${status}`,
      ...kept.map((name) => `${name}: ${asked.headers[name] ?? ''}`),
      `To: ${tagOf(to) || !talk ? to : talk.ours}`,
      `Contact: <sip:${this.#user}@${this.#ground.own}:${this.#port}>`,
      ...(body ? ['Content-Type: application/sdp'] : []),
      `Content-Length: ${Buffer.byteLength(body)}`,
    ]
    const text = `${lines.join('\r\n')}\r\n\r\n${body}`
    this.#answers.set(`${branchOf(asked)} ${asked.line.split(' ')[0]}`, text)
    if (this.#answers.size > ANSWERS_KEPT)
      this.#answers.delete(this.#answers.keys().next().value ?? '')
    this.#send(text)
  }

  #end(talk: Talk, how: string) {
    if (talk.isOver) return
    talk.isOver = true
    talk.sound?.close()
    talk.onOver(how)
    // What comes late is still answered.
    setTimeout(() => this.#talks.delete(talk.id), GIVEN_UP_AFTER_MS).unref()
  }
}
