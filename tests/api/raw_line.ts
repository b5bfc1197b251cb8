// A WebSocket by hand, for bytes that no WebSocket of a library would send as text.

import { connect } from 'node:net'
import type { Socket } from 'node:net'
import type { Server } from '../harness/server.ts'

const TEXT = 0x81
const CLOSE = 0x8

export interface Heard {
  /** Text frames, whole. */
  texts: string[]
  /** 0 while the server has not closed. */
  code: number
}

/** Sends the frames, and answers what came until the server closed or `enough` was heard. */
export function speak(
  server: Server,
  frames: readonly Uint8Array[],
  enough: (text: string) => boolean,
): Promise<Heard> {
  return new Promise((done, fail) => {
    const socket = connect(server.port, '127.0.0.1')
    const heard: Heard = { texts: [], code: 0 }
    let bytes: Buffer = Buffer.alloc(0)
    let upgraded = false
    socket.on('error', fail)
    socket.on('close', () => done(heard))
    socket.write(
      'GET /api/v1/realtime HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\n' +
        'Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    )
    socket.on('data', (chunk) => {
      bytes = Buffer.concat([bytes, chunk])
      if (!upgraded) {
        const end = bytes.indexOf('\r\n\r\n')
        if (end < 0) return
        if (!bytes.toString('latin1').startsWith('HTTP/1.1 101')) fail(new Error('no upgrade'))
        bytes = bytes.subarray(end + 4)
        upgraded = true
        for (const frame of frames) socket.write(masked(frame))
      }
      bytes = take(bytes, heard, socket, enough)
    })
  })
}

function masked(payload: Uint8Array): Buffer {
  const mask = Buffer.from([1, 2, 3, 4])
  const head =
    payload.length < 126
      ? Buffer.from([TEXT, 0x80 | payload.length])
      : Buffer.from([TEXT, 0x80 | 126, payload.length >> 8, payload.length & 0xff])
  return Buffer.concat([
    head,
    mask,
    Buffer.from(payload.map((one, at) => one ^ (mask[at % 4] ?? 0))),
  ])
}

/** Takes whole frames off the front, and answers what is left. */
function take(bytes: Buffer, heard: Heard, socket: Socket, enough: (text: string) => boolean) {
  while (bytes.length >= 2) {
    const short = (bytes[1] ?? 0) & 0x7f
    const head = short < 126 ? 2 : short === 126 ? 4 : 10
    if (bytes.length < head) break
    const size =
      short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2))
    if (bytes.length < head + size) break
    const payload = bytes.subarray(head, head + size)
    if (((bytes[0] ?? 0) & 0xf) === CLOSE) {
      heard.code = payload.length >= 2 ? payload.readUInt16BE(0) : 1005
      socket.end()
    } else {
      heard.texts.push(payload.toString('utf8'))
      if (enough(payload.toString('utf8'))) socket.destroy()
    }
    bytes = bytes.subarray(head + size)
  }
  return bytes
}
