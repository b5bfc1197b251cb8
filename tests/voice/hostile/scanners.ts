// Those who scan: sipvicious' three programs, each from an address of loopback of its own.

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../voice.ts'
import { request } from './mutations.ts'

export const hasScanners = existsSync('/usr/bin/svwar')
const WITHIN_MS = 40_000

export interface Told {
  status: number | null
  text: string
}

/** Runs a program, and answers all that it said. */
export function run(program: string, words: string[], cwd: string): Promise<Told> {
  const child = spawn(program, words, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  const patience = setTimeout(() => child.kill('SIGKILL'), WITHIN_MS)
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
  return new Promise((done) =>
    child.once('close', (status) => {
      clearTimeout(patience)
      done({ status, text })
    }),
  )
}

/** Their own `-b` is ignored for some of what they send. */
const FROM = `
import runpy, socket, sys
source, program = sys.argv[1:3]
class Bound(socket.socket):
    def bind(self, address):
        super().bind((source, address[1]))
socket.socket = Bound
sys.argv = sys.argv[2:]
runpy.run_path(program, run_name='__main__')
`

/** One of the three against that port, from that address; what it says. */
export async function scan(
  program: 'svmap' | 'svwar' | 'svcrack',
  from: string,
  port: number,
  words: string[],
  cwd: string,
): Promise<string> {
  const own = await freePort()
  const start = ['-c', FROM, from, `/usr/bin/${program}`, '-P', `${own}`, '-p', `${port}`]
  const { text } = await run('python3', [...start, ...words, '127.0.0.1'], cwd)
  assert.doesNotMatch(text, /no such option|Address already in use|No such file/i, text)
  return text
}

/** What svwar goes on with where answers differ: everybody of a range is asked for. */
export async function enumerate(from: string, port: number, users: number[]) {
  const socket = createSocket('udp4')
  await new Promise<void>((done) => socket.bind(0, from, done))
  const own = socket.address().port
  for (const user of users) {
    socket.send(request('REGISTER', from, own, `${user}`), port, '127.0.0.1')
    await sleep(5)
  }
  socket.close()
}

/** What is answered to a request about a user, without what differs from one request to another. */
export async function answerTo(
  method: string,
  from: string,
  port: number,
  user: string,
  more = '',
) {
  const socket = createSocket('udp4')
  await new Promise<void>((done) => socket.bind(0, from, done))
  const answer = new Promise<string>((done, fail) => {
    const patience = setTimeout(() => fail(new Error(`no answer about ${user}`)), 5_000)
    socket.on('message', (bytes) => {
      if (/^SIP\/2.0 1/.test(bytes.toString())) return
      clearTimeout(patience)
      done(bytes.toString())
    })
  })
  socket.send(request(method, from, socket.address().port, user, more), port, '127.0.0.1')
  const text = await answer.finally(() => socket.close())
  return text
    .replaceAll(user, 'USER')
    .replaceAll(/(nonce|opaque)="[^"]*"/g, '$1')
    .replaceAll(/(tag|branch|rport)=[^;\s]*/g, '$1')
    .replaceAll(/^(Call-ID|Date|Via):.*$/gim, '$1')
}
