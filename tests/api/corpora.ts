// Material made to break programs, which lies beside the repository where somebody has it.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CORPUS } from './support.ts'

/** For `test`: says so where the material is not there. */
export const skip = existsSync(CORPUS) ? false : `there is no ${CORPUS}`

function lines(file: string): string[] {
  return readFileSync(join(CORPUS, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
}

export interface JsonCase {
  name: string
  expect: 'accept' | 'reject' | 'either'
  bytes: Buffer
}

export function jsonCases(): JsonCase[] {
  return lines('json/cases.jsonl').map((line) => {
    const { name, expect, b64 } = JSON.parse(line)
    return { name, expect, bytes: Buffer.from(b64, 'base64') }
  })
}

export function naughtyStrings(): string[] {
  return JSON.parse(readFileSync(join(CORPUS, 'strings/naughty.json'), 'utf8'))
}

export function injections(): string[] {
  return lines('xss/payloads.txt')
}

/** Half of a pair, or a control character other than tab and line ends: refused as text. */
const NO_TEXT = /\p{Cs}|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/u

export function isText(text: string): boolean {
  return !NO_TEXT.test(text)
}
