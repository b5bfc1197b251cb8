// The sound of a telephone: a tone in PCMA, a packet each 20 ms, for all telephones of this process
// by one clock; and what is heard, counted.

import type { Socket } from 'node:dgram'
import { bound, LossyWay, type Trouble } from './lossy_way.ts'

const FRAME_MS = 20
const SAMPLES = 160
const RATE = 8_000
const LEVEL = 8_000
const HEADER = 12
/** A process that was held up makes good no more than this. */
const BEHIND_MAX = 10

/** A-law (ITU-T G.711). */
function alaw(sample: number): number {
  const magnitude = Math.min(Math.abs(sample) >> 3, 4_095)
  const sign = sample >= 0 ? 0x80 : 0
  let segment = 0
  for (let rest = magnitude >> 5; rest > 0; rest >>= 1) segment++
  const mantissa = segment < 2 ? magnitude >> 1 : magnitude >> segment
  return (sign | (segment << 4) | (mantissa & 15)) ^ 0x55
}

/** A frame that goes on into itself: `hertz` is a multiple of 50. */
function frameOf(hertz: number): Buffer {
  const at = (index: number) => LEVEL * Math.sin((2 * Math.PI * hertz * index) / RATE)
  return Buffer.from(Array.from({ length: SAMPLES }, (_, index) => alaw(Math.round(at(index)))))
}

const lines = new Set<ToneLine>()
let ticks = 0
const began = performance.now()
setInterval(() => {
  const due = Math.floor((performance.now() - began) / FRAME_MS)
  ticks = Math.max(ticks, due - BEHIND_MAX)
  for (; ticks < due; ticks++) for (const line of lines) line.send()
}, FRAME_MS).unref()

export class ToneLine {
  /** Since whenever something was heard. */
  heardAt = 0
  readonly #socket: Socket
  readonly #way: LossyWay | undefined
  readonly #packet: Buffer
  #to: { address: string; port: number } | undefined
  #closed = false
  #sequence = Math.floor(Math.random() * 65_536)
  #timestamp = Math.floor(Math.random() * 2 ** 31)

  private constructor(socket: Socket, way: LossyWay | undefined, hertz: number) {
    this.#socket = socket
    this.#way = way
    this.#packet = Buffer.concat([Buffer.alloc(HEADER), frameOf(hertz)])
    this.#packet.writeUInt16BE(0x8008, 0)
    this.#packet.writeUInt32BE(Math.floor(Math.random() * 2 ** 32), 8)
    socket.on('message', () => (this.heardAt = Date.now()))
  }

  static async open(address: string, hertz: number, trouble?: Trouble): Promise<ToneLine> {
    const way = trouble && (await LossyWay.open(address, trouble))
    return new ToneLine(await bound(address), way, hertz)
  }

  /** As the other end sees it. */
  get port(): number {
    return this.#way?.farPort ?? this.#socket.address().port
  }

  /** Begins to sound. */
  speakTo(address: string, port: number) {
    this.#way?.leadsTo(address, port)
    this.#to = { address, port: this.#way?.nearPort ?? port }
    if (this.#way) this.#to.address = this.#socket.address().address
    this.heardAt = Date.now()
    lines.add(this)
  }

  send() {
    if (!this.#to) return
    this.#sequence = (this.#sequence + 1) & 0xffff
    this.#timestamp = (this.#timestamp + SAMPLES) >>> 0
    this.#packet.writeUInt16BE(this.#sequence, 2)
    this.#packet.writeUInt32BE(this.#timestamp, 4)
    // It is sent a moment later, when the next may be written already.
    this.#socket.send(Buffer.from(this.#packet), this.#to.port, this.#to.address)
  }

  close() {
    if (this.#closed) return
    this.#closed = true
    lines.delete(this)
    this.#socket.close()
    this.#way?.close()
  }
}
