// Messages and packets with some bits turned over, by a seed: what a run sent, the next sends too.

import { randomUUID } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const FLIPS_MAX = 8
const EVERY_MS = 20
/** A datagram that loopback takes. */
const LONGEST = 60_000

/** Numbers that look random, from 0 up to 1 (mulberry32). */
export function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function mutated(seed: Buffer, next: () => number): Buffer {
  const bytes = Buffer.from(seed)
  const flips = Math.floor(next() * (FLIPS_MAX + 1)) // None, now and then.
  for (let flip = 0; flip < flips; flip++) {
    const at = Math.floor(next() * bytes.length)
    bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(next() * 8))
  }
  const cut = next() < 0.1 ? Math.floor(next() * bytes.length) : bytes.length
  return bytes.subarray(0, Math.min(cut, LONGEST))
}

export interface Flood {
  from: string
  ports: number[]
  seeds: Buffer[]
  ms: number
  perSecond: number
  seed: number
}

/** Sends them, and answers how many that were. */
export async function flood({ from, ports, seeds, ms, perSecond, seed }: Flood): Promise<number> {
  const next = random(seed)
  const one = <T>(all: T[]): T => all[Math.floor(next() * all.length)] as T
  const socket = createSocket('udp4')
  await new Promise<void>((done) => socket.bind(0, from, done))
  socket.on('error', () => {}) // Refused by a port that nobody hears any more.
  const began = Date.now()
  let sent = 0
  while (Date.now() - began < ms) {
    // In small bursts, so that a busy machine sends as many.
    const due = Math.min(((Date.now() - began) * perSecond) / 1_000, sent + perSecond / 5)
    for (; sent < due; sent++) socket.send(mutated(one(seeds), next), one(ports), '127.0.0.1')
    await sleep(EVERY_MS)
  }
  socket.close()
  return sent
}

/** All files of a folder of the corpus, without notes on them. */
export function filesOf(folder: string): Buffer[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(tsv|md)$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)))
}

const SDP = [
  'v=0',
  'o=- 1 1 IN IP4 127.0.0.1',
  's=-',
  'c=IN IP4 127.0.0.1',
  't=0 0',
  'm=audio 29990 RTP/AVP 8 0 9 101',
  'a=rtpmap:101 telephone-event/8000',
  'a=fmtp:101 0-16',
  'a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz|2^20|1:4',
  'a=sendrecv',
  '',
].join('\r\n')

/** A request by which somebody is asked for, from that address and port. */
export function request(method: string, from: string, port: number, to: string, more = ''): Buffer {
  const body = method === 'INVITE' || method === 'UPDATE' ? SDP : ''
  const id = randomUUID()
  const lines = [
    `${method} sip:${to}@127.0.0.1 SIP/2.0`,
    `Via: SIP/2.0/UDP ${from}:${port};branch=z9hG4bK${id};rport`,
    'Max-Forwards: 70',
    `From: "One" <sip:${to}@127.0.0.1>;tag=${id.slice(0, 8)}`,
    `To: <sip:${to}@127.0.0.1>`,
    `Call-ID: ${id}`,
    `CSeq: 7 ${method}`,
    `Contact: <sip:${to}@${from}:${port}>`,
    ...(more ? [more] : []),
    ...(method === 'REFER' ? ['Refer-To: <sip:1@127.0.0.1?Replaces=a%3Bto-tag%3Db>'] : []),
    'Supported: 100rel, timer, replaces',
    'Session-Expires: 90;refresher=uac',
    ...(body ? ['Content-Type: application/sdp'] : []),
    `Content-Length: ${body.length}`,
  ]
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`)
}

// prettier-ignore
const METHODS = ['INVITE', 'ACK', 'BYE', 'CANCEL', 'REGISTER', 'OPTIONS', 'PRACK', 'UPDATE', 'REFER',
  'NOTIFY', 'SUBSCRIBE', 'INFO', 'MESSAGE']

export const sipSeeds = (from: string, port: number): Buffer[] =>
  METHODS.map((method) => request(method, from, port, '1001'))

/** A packet of each kind that comes to a port of sound, well formed. */
export function mediaSeeds(): Buffer[] {
  const rtp = Buffer.alloc(12 + 160, 0xd5)
  rtp.write('80080001000000a000000007', 'hex')
  const key = Buffer.from('806500010000 00a0 00000007 050a00a0'.replaceAll(' ', ''), 'hex')
  const report = Buffer.from(
    `81c8000c00000007${'e0000000'.repeat(5)}00000009${'00000001'.repeat(5)}`,
    'hex',
  )
  const bye = Buffer.from('81cb000100000007', 'hex')
  const username = Buffer.from('abcd:efgh1234567')
  const stun = Buffer.concat([
    Buffer.from('000100242112a442', 'hex'),
    Buffer.alloc(12, 7),
    Buffer.from('00060010', 'hex'),
    username,
    Buffer.from('0024000400ffffff80280004deadbeef', 'hex'),
  ])
  const hello = Buffer.concat([
    Buffer.from('fefd', 'hex'),
    Buffer.alloc(32, 3),
    Buffer.from('00000004c02bc02f0100', 'hex'), // No session, no cookie, two ciphers.
    Buffer.from('000e000e0009000600010008000700', 'hex'), // use_srtp.
  ])
  const size = (bytes: number, length: number) => {
    const number = Buffer.alloc(length)
    number.writeUIntBE(bytes, 0, length)
    return number
  }
  const handshake = Buffer.concat([
    Buffer.from([1]),
    size(hello.length, 3),
    Buffer.from('0000000000', 'hex'),
    size(hello.length, 3),
    hello,
  ])
  const dtls = Buffer.concat([
    Buffer.from('16feff0000000000000000', 'hex'),
    size(handshake.length, 2),
    handshake,
  ])
  return [rtp, key, report, Buffer.concat([report, bye]), stun, dtls]
}
