// A client's WebSocket with only what the load needs (RFC 6455): whole text frames both ways. Cheap,
// for the client shares the machine with the server it measures.

import { randomBytes } from 'node:crypto'
import { createConnection, type Socket } from 'node:net'

const TEXT = 0x81 // The last frame of a message, of type text.
const CLOSE = 0x88
const SHORT_MAX = 125
const UNMASKED = Buffer.alloc(4) // A mask of zeros leaves the payload as it is.

export class WebSocketLine {
  readonly #socket: Socket
  #onText: (payload: Buffer) => void = () => undefined
  #rest: Buffer = Buffer.alloc(0)

  private constructor(socket: Socket) {
    this.#socket = socket
  }

  static async open(port: number, path: string): Promise<WebSocketLine> {
    const socket = createConnection({ port, host: '127.0.0.1', noDelay: true })
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\n` +
        'Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n' +
        `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
    )
    const line = new WebSocketLine(socket)
    line.#rest = await answer(socket)
    return line
  }

  /** From now on `onText` takes the payload of each text frame, also of one that came already. */
  listen(onText: (payload: Buffer) => void) {
    this.#onText = onText
    this.#read(Buffer.alloc(0))
    if (this.#socket.listenerCount('data') > 0) return
    this.#socket.on('data', (chunk) => this.#read(chunk))
  }

  send(text: string) {
    const payload = Buffer.from(text)
    const isShort = payload.length <= SHORT_MAX
    const head = isShort
      ? Buffer.from([TEXT, 0x80 | payload.length])
      : Buffer.from([TEXT, 0x80 | 126, payload.length >> 8, payload.length & 0xff])
    this.#socket.write(Buffer.concat([head, UNMASKED, payload]))
  }

  close() {
    this.#socket.destroy()
  }

  #read(chunk: Buffer) {
    let bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk
    for (;;) {
      const second = bytes[1]
      if (second === undefined) break
      const start = second <= SHORT_MAX ? 2 : 4
      if (second > 126) throw new Error('a frame longer than any of this benchmark')
      if (bytes.length < start) break
      const end = start + (second <= SHORT_MAX ? second : bytes.readUInt16BE(2))
      if (bytes.length < end) break
      if (bytes[0] === CLOSE) throw new Error('the server closed a line')
      if (bytes[0] === TEXT) this.#onText(bytes.subarray(start, end))
      bytes = bytes.subarray(end)
    }
    this.#rest = bytes
  }
}

/** Reads the answer to the upgrade; answers what came behind it. */
function answer(socket: Socket): Promise<Buffer> {
  return new Promise((done, fail) => {
    let bytes = Buffer.alloc(0)
    const read = (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk])
      const end = bytes.indexOf('\r\n\r\n')
      if (end < 0) return
      socket.off('data', read)
      if (bytes.toString('latin1', 0, 12) === 'HTTP/1.1 101') done(bytes.subarray(end + 4))
      else fail(new Error(`no WebSocket: ${bytes.toString('latin1', 0, end)}`))
    }
    socket.on('data', read)
    socket.once('error', fail)
  })
}
