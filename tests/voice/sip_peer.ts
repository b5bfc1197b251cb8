// A telephone made of a socket, for what sipp cannot say: several calls of one peer that know of each other.

import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { createSocket, type Socket } from 'node:dgram'

const WITHIN_MS = 10_000

const REALM = 'parley'
/** Of its end of a dialogue that the other end began. */
const TAG = 'peer'
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** What a phone is known by: H(user:realm:password). */
export function hashesOf({ user, password }: { user: string; password: string }) {
  const text = `${user}:${REALM}:${password}`
  return { ha1_md5: createHash('md5').update(text).digest('hex'), ha1_sha256: sha256(text) }
}

/** That we know the password, to a challenge (RFC 7616), by SHA-256. */
export function proofOf(
  who: { user: string; password: string },
  method: string,
  uri: string,
  challenge: string,
): string {
  const nonce = /nonce="([^"]+)"/.exec(challenge)?.[1] ?? ''
  const first = hashesOf(who).ha1_sha256
  const response = sha256(`${first}:${nonce}:00000001:abc:auth:${sha256(`${method}:${uri}`)}`)
  const told = { username: who.user, realm: REALM, nonce, uri, response, cnonce: 'abc' }
  const quoted = Object.entries(told).map(([name, value]) => `${name}="${value}"`)
  return `Digest ${quoted.join(', ')}, algorithm=SHA-256, qop=auth, nc=00000001`
}

export interface Message {
  /** "INVITE sip:…" or "200 OK" */
  line: string
  headers: Record<string, string>
  body: string
}

export function parsed(text: string): Message {
  const [head = '', body = ''] = text.split('\r\n\r\n', 2)
  const [first = '', ...lines] = head.split('\r\n')
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
    }),
  )
  return { line: first.replace(/^SIP\/2\.0 | SIP\/2\.0$/g, ''), headers, body }
}

/** One dialogue that the peer began. */
export interface Line {
  id: string
  tag: string
  /** The other end's, once it is known. */
  theirTag: string
  sequence: number
}

export class SipPeer {
  readonly heard: Message[] = []
  readonly sound = createSocket('udp4')
  packets = 0
  /** Whom it dials. */
  called = '4001'
  /** Called, it rings, until it is called off; else it picks up. */
  rings = false
  readonly #socket: Socket
  readonly #target: number
  /** Of a phone; without them nobody is told who calls. */
  credentials: { user: string; password: string } | undefined

  private constructor(socket: Socket, target: number) {
    this.#socket = socket
    this.#target = target
    socket.on('message', (bytes) => this.#take(parsed(bytes.toString())))
  }

  static async open(target: number, from = '127.0.0.1'): Promise<SipPeer> {
    const socket = createSocket('udp4')
    await new Promise<void>((done) => socket.bind(0, from, done))
    const peer = new SipPeer(socket, target)
    await new Promise<void>((done) => peer.sound.bind(0, '127.0.0.1', done))
    return peer
  }

  /** An offer or an answer: PCMA, and keys. */
  sdp(direction = 'sendrecv', address = '127.0.0.1'): string {
    const { port } = this.sound.address()
    const lines = ['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', `c=IN IP4 ${address}`, 't=0 0']
    lines.push(`m=audio ${port} RTP/AVP 8 101`, 'a=rtpmap:8 PCMA/8000')
    lines.push('a=rtpmap:101 telephone-event/8000', `a=${direction}`)
    return `${lines.join('\r\n')}\r\n`
  }

  /** What is heard is sent back; counts it. */
  echo() {
    this.sound.on('message', (packet, { port, address }) => {
      this.packets++
      this.sound.send(packet, port, address)
    })
  }

  line(): Line {
    const word = () => randomBytes(8).toString('hex')
    return { id: word(), tag: word(), theirTag: '', sequence: 0 }
  }

  /** Asks, and waits for the last answer; once more with credentials where they are wanted. */
  async ask(line: Line, method: string, more: string[] = [], body = ''): Promise<Message> {
    const answer = await this.#askOnce(line, method, more, body)
    const challenge = answer.headers['www-authenticate'] ?? answer.headers['proxy-authenticate']
    if (!challenge || !this.credentials) return answer
    if (method === 'INVITE') this.#say(line, 'ACK', [], '')
    line.theirTag = ''
    const header = answer.line.startsWith('401') ? 'Authorization' : 'Proxy-Authorization'
    return this.#askOnce(
      line,
      method,
      [...more, `${header}: ${proofOf(this.credentials, method, this.#uri, challenge)}`],
      body,
    )
  }

  get #uri(): string {
    return `sip:${this.called}@127.0.0.1:${this.#target}`
  }

  async #askOnce(line: Line, method: string, more: string[], body: string): Promise<Message> {
    line.sequence++
    this.#say(line, method, more, body)
    const cseq = `${line.sequence} ${method}`
    const answer = await this.until(
      ({ line: first, headers }) =>
        /^[2-6]\d\d /.test(first) && headers.cseq === cseq && headers['call-id'] === line.id,
    )
    line.theirTag = /tag=([^;]+)/.exec(answer.headers.to ?? '')?.[1] ?? ''
    return answer
  }

  /** As the phone of its credentials, for so long; 0: no more. */
  async register(line: Line, seconds: number) {
    this.called = this.credentials?.user ?? ''
    line.theirTag = ''
    const answer = await this.ask(line, 'REGISTER', [`Expires: ${seconds}`])
    assert.match(answer.line, /^200 /)
  }

  /** A call that is answered; what was answered with. */
  async call(line: Line, more: string[] = [], offer = this.sdp()): Promise<Message> {
    const answer = await this.ask(line, 'INVITE', more, offer)
    assert.match(answer.line, /^200 /)
    this.#say(line, 'ACK', [], offer === '' ? this.sdp() : '')
    return answer
  }

  async until(is: (message: Message) => boolean): Promise<Message> {
    const deadline = Date.now() + WITHIN_MS
    for (;;) {
      const found = this.heard.find(is)
      if (found) return found
      if (Date.now() > deadline) throw new Error(`heard: ${JSON.stringify(this.heard)}`)
      await new Promise((done) => setTimeout(done, 20))
    }
  }

  close() {
    this.#socket.close()
    this.sound.close()
  }

  #say(line: Line, method: string, more: string[], body: string) {
    const { address, port } = this.#socket.address()
    const to = line.theirTag ? `;tag=${line.theirTag}` : ''
    const from = this.credentials?.user ?? '13800138000'
    const lines = [
      `${method} ${this.#uri} SIP/2.0`,
      `Via: SIP/2.0/UDP ${address}:${port};branch=z9hG4bK${randomBytes(8).toString('hex')}`,
      `From: <sip:${from}@127.0.0.1>;tag=${line.tag}`,
      `To: <sip:${this.called}@127.0.0.1>${to}`,
      `Call-ID: ${line.id}`,
      `CSeq: ${line.sequence} ${method}`,
      `Contact: <sip:13800138000@${address}:${port}>`,
      'Max-Forwards: 70',
      ...more,
      ...(body ? ['Content-Type: application/sdp'] : []),
      `Content-Length: ${Buffer.byteLength(body)}`,
    ]
    this.#socket.send(`${lines.join('\r\n')}\r\n\r\n${body}`, this.#target, '127.0.0.1')
  }

  /** Requests are answered 200, or as a phone that rings does; all is kept. */
  #take(message: Message) {
    this.heard.push(message)
    if (/^\d/.test(message.line) || message.line.startsWith('ACK')) return
    const is = (method: string) => message.line.startsWith(method)
    this.#answer(message, this.rings && is('INVITE') ? '180 Ringing' : '200 OK')
    const invite = this.heard.findLast(({ line }) => line.startsWith('INVITE'))
    if (is('CANCEL') && invite) this.#answer(invite, '487 Request Terminated')
  }

  #answer({ headers }: Message, status: string) {
    const to = headers.to?.includes(';tag=') ? headers.to : `${headers.to};tag=${TAG}`
    const told: Message['headers'] = { ...headers, to }
    const kept = (['via', 'from', 'to', 'call-id', 'cseq'] as const).map(
      (name) => `${name}: ${told[name] ?? ''}`,
    )
    const answer = [`SIP/2.0 ${status}`, ...kept, 'Content-Length: 0', '', ''].join('\r\n')
    this.#socket.send(answer, this.#target, '127.0.0.1')
  }
}
