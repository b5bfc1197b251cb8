// Opens a sealed recording (src/sound/sealed_sound.hpp) without any code of the server's.

import assert from 'node:assert/strict'
import { createDecipheriv } from 'node:crypto'
import { readFileSync } from 'node:fs'

const RATE = 8_000
const HEADER = 32
const TAG = 16
const CHUNK = 1 + 2 * RATE + TAG

const rotated = (word: number, by: number) => (word << by) | (word >>> (32 - by))

/** The key of this nonce's first 16 bytes (draft-irtf-cfrg-xchacha-03, section 2.2). */
function hchacha20(key: Buffer, nonce: Buffer): Buffer {
  const words = new Int32Array(16)
  words.set([0x61707865, 0x3320646e, 0x79622d32, 0x6b206574])
  for (let at = 0; at < 8; at++) words[4 + at] = key.readInt32LE(4 * at)
  for (let at = 0; at < 4; at++) words[12 + at] = nonce.readInt32LE(4 * at)
  const step = (to: number, from: number, turned: number, by: number) => {
    words[to] = (words[to] ?? 0) + (words[from] ?? 0)
    words[turned] = rotated((words[turned] ?? 0) ^ (words[to] ?? 0), by)
  }
  const quarter = (a: number, b: number, c: number, d: number) => {
    step(a, b, d, 16)
    step(c, d, b, 12)
    step(a, b, d, 8)
    step(c, d, b, 7)
  }
  for (let round = 0; round < 10; round++) {
    for (let at = 0; at < 4; at++) quarter(at, 4 + at, 8 + at, 12 + at)
    for (let at = 0; at < 4; at++)
      quarter(at, 4 + ((at + 1) % 4), 8 + ((at + 2) % 4), 12 + ((at + 3) % 4))
  }
  const made = Buffer.alloc(32)
  for (let at = 0; at < 4; at++) {
    made.writeInt32LE(words[at] ?? 0, 4 * at)
    made.writeInt32LE(words[12 + at] ?? 0, 16 + 4 * at)
  }
  return made
}

function opened(key: Buffer, header: Buffer, number: number, chunk: Buffer): Buffer {
  const nonce = Buffer.alloc(24)
  header.copy(nonce, 0, 16, 32)
  nonce.writeBigUInt64BE(BigInt(number), 16)
  const short = Buffer.concat([Buffer.alloc(4), nonce.subarray(16)])
  const decipher = createDecipheriv('chacha20-poly1305', hchacha20(key, nonce), short, {
    authTagLength: TAG,
  })
  decipher.setAAD(header, { plaintextLength: chunk.length - TAG })
  decipher.setAuthTag(chunk.subarray(-TAG))
  return Buffer.concat([decipher.update(chunk.subarray(0, -TAG)), decipher.final()])
}

/** Mu-law (ITU-T G.711). */
function sample(code: number): number {
  const bits = ~code & 0xff
  const magnitude = ((((bits & 15) << 3) + 0x84) << ((bits >> 4) & 7)) - 0x84
  return bits & 0x80 ? -magnitude : magnitude
}

/** The two channels of a recording that was ended; throws where anything was changed. */
export function openRecording(
  file: string,
  keyHex: string,
  recording: string,
): { left: number[]; right: number[] } {
  const bytes = readFileSync(file)
  const key = Buffer.from(keyHex, 'hex')
  const header = bytes.subarray(0, HEADER)
  assert.equal(header.toString('latin1', 0, 8), 'PARLEYSD')
  assert.equal(header.toString('hex', 16), recording.replaceAll('-', ''))
  const left: number[] = []
  const right: number[] = []
  let isWhole = false
  for (let at = HEADER, number = 0; at < bytes.length; at += CHUNK, number++) {
    const plain = opened(key, header, number, bytes.subarray(at, at + CHUNK))
    isWhole = plain[0] === 1
    for (let byte = 1; byte < plain.length; byte += 2) {
      left.push(sample(plain[byte] ?? 0))
      right.push(sample(plain[byte + 1] ?? 0))
    }
  }
  assert.ok(isWhole, 'it was ended')
  return { left, right }
}
