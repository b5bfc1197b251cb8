// Sound for tests: tones that are written as WAV, and recognised in what was recorded.

import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'

export const RATE = 8_000
const HEADER = 44

interface Form {
  level?: number
  rate?: number
  channels?: number
}

/** A tone of one frequency, as 16-bit WAV; mono and 8,000 samples a second unless told. */
export function writeTone(file: string, hertz: number, seconds: number, form: Form = {}) {
  const { level = 8_000, rate = RATE, channels = 1 } = form
  const moment = 2 * channels
  const bytes = Buffer.alloc(HEADER + moment * rate * seconds)
  bytes.write('RIFF', 0)
  bytes.writeUInt32LE(bytes.length - 8, 4)
  bytes.write('WAVEfmt ', 8)
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(1, 20)
  bytes.writeUInt16LE(channels, 22)
  bytes.writeUInt32LE(rate, 24)
  bytes.writeUInt32LE(moment * rate, 28)
  bytes.writeUInt16LE(moment, 32)
  bytes.writeUInt16LE(16, 34)
  bytes.write('data', 36)
  bytes.writeUInt32LE(bytes.length - HEADER, 40)
  for (let at = 0; at < rate * seconds; at++) {
    const sample = Math.round(level * Math.sin((2 * Math.PI * hertz * at) / rate))
    for (let channel = 0; channel < channels; channel++)
      bytes.writeInt16LE(sample, HEADER + moment * at + 2 * channel)
  }
  writeFileSync(file, bytes)
}

export interface Recorded {
  left: number[]
  right: number[]
}

/** The two channels of a recording. */
export const readRecording = (file: string): Recorded => parseRecording(readFileSync(file))

export function parseRecording(bytes: Buffer): Recorded {
  assert.equal(bytes.toString('latin1', 0, 4), 'RIFF')
  assert.equal(bytes.readUInt16LE(22), 2, 'two channels')
  assert.equal(bytes.readUInt32LE(24), RATE)
  assert.equal(bytes.readUInt32LE(40), bytes.length - HEADER, 'the header tells the whole')
  const left: number[] = []
  const right: number[] = []
  for (let at = HEADER; at < bytes.length; at += 4) {
    left.push(bytes.readInt16LE(at))
    right.push(bytes.readInt16LE(at + 2))
  }
  return { left, right }
}

/** The share of the power that lies at a frequency, 0 … 1 (Goertzel's algorithm). */
export function shareAt(hertz: number, samples: number[], rate = RATE): number {
  const factor = 2 * Math.cos((2 * Math.PI * hertz) / rate)
  let [last, before, power] = [0, 0, 0]
  for (const sample of samples) {
    ;[last, before] = [sample + factor * last - before, last]
    power += sample * sample
  }
  if (power === 0) return 0
  const found = last * last + before * before - factor * last * before
  return (2 * found) / (samples.length * power)
}

export const loudness = (samples: number[]) =>
  Math.sqrt(samples.reduce((sum, one) => sum + one * one, 0) / Math.max(samples.length, 1))

const PIECE = RATE / 20

/**
 * The same in most pieces of 50 ms: what came by a network may skip now and then, and a tone that
 * skips is no tone as a whole.
 */
export function mostlyAt(hertz: number, samples: number[]): number {
  const shares: number[] = []
  for (let at = 0; at + PIECE <= samples.length; at += PIECE)
    shares.push(shareAt(hertz, samples.slice(at, at + PIECE)))
  return shares.sort((a, b) => a - b)[shares.length >> 1] ?? 0
}
