// A browser packs a PNG for speed; the repository wants it small. The same pixels, packed again.

import { crc32, deflateSync, inflateSync } from 'node:zlib'

const SIGNATURE_BYTES = 8
const KEPT = new Set(['IHDR', 'PLTE', 'tRNS', 'pHYs'])

export function smaller(png: Buffer): Buffer {
  const head: Buffer[] = []
  const packed: Buffer[] = []
  for (let at = SIGNATURE_BYTES; at < png.length;) {
    const bytes = png.readUInt32BE(at)
    const type = png.toString('latin1', at + 4, at + 8)
    const data = png.subarray(at + 8, at + 8 + bytes)
    if (type === 'IDAT') packed.push(data)
    else if (KEPT.has(type)) head.push(chunk(type, data))
    at += 12 + bytes
  }
  const pixels = inflateSync(Buffer.concat(packed))
  const tight = deflateSync(pixels, { level: 9, memLevel: 9, windowBits: 15 })
  const end = [chunk('IDAT', tight), chunk('IEND', Buffer.alloc(0))]
  const result = Buffer.concat([png.subarray(0, SIGNATURE_BYTES), ...head, ...end])
  return result.length < png.length ? result : png
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
