// tools/run in a folder whose name has spaces: Ctrl-C ends it, while it builds as while it serves, and
// it can be started again on what it left.
//
// The scripts are the real ones; what they would install and build with is a stand-in, since the
// program is there, and the demo's weeks count as made.

import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import type { Page, Queue } from '@parley/api'
import { Caller } from '../harness/client.ts'
import { eventually } from '../harness/eventually.ts'
import { furnish, PASSWORD } from '../harness/house.ts'
import { freePort, PROGRAM, type Server } from '../harness/server.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const FOLDERS = ['build/release/src/main', 'data/demo', 'web/node_modules', '.cache/node/bin']
const NODE_LOCK = 'tools/node/package-lock.json'
const PAGES_LOCK = 'web/package-lock.json'
const EMPTY_PAGES = `for page in desk widget console demo; do
  mkdir -p "../build/web/$page" && touch "../build/web/$page/index.html"
done`
const BUILDING_S = 60
const END_WITHIN_MS = 20_000
const INTERRUPTED = 130

/** The scripts with everything installed and built, elsewhere. */
class Copy {
  readonly folder = mkdtempSync(join(tmpdir(), 'parley drill '))
  readonly root = join(this.folder, 'a contact centre')
  readonly #bin = join(this.folder, 'stand-ins')
  readonly #port: number
  #run: ChildProcess | undefined
  #said = ''

  constructor(port: number) {
    this.#port = port
    for (const one of FOLDERS) mkdirSync(join(this.root, one), { recursive: true })
    cpSync(join(ROOT, 'tools'), join(this.root, 'tools'), { recursive: true })
    cpSync(join(ROOT, PAGES_LOCK), join(this.root, PAGES_LOCK))
    symlinkSync(resolve(PROGRAM), join(this.root, 'build/release/src/main/parley'))
    symlinkSync(process.execPath, join(this.root, '.cache/node/bin/node'))
    writeFileSync(join(this.root, '.cache/node/stamp'), sumOf(NODE_LOCK))
    const stamp = join(this.root, 'web/node_modules/.parley-stamp')
    writeFileSync(stamp, sumOf(NODE_LOCK, PAGES_LOCK))
    writeFileSync(join(this.root, 'data/demo/demo-made'), '')
    mkdirSync(this.#bin)
    this.standIn('dpkg-query', "printf 'ii '")
    this.standIn('cmake', 'true')
    this.standIn('ninja', 'true')
    this.standIn('npm', EMPTY_PAGES)
  }

  standIn(name: string, commands: string) {
    writeFileSync(join(this.#bin, name), `#!/bin/sh\n${commands}\n`, { mode: 0o755 })
  }

  /** As typed at a terminal, in another folder. */
  run() {
    const env = {
      ...process.env,
      PATH: `${this.#bin}:${process.env.PATH}`,
      PORT: '0',
      PORT_HTTP: `${this.#port}`,
    }
    const run = spawn(join(this.root, 'tools/run'), { cwd: this.folder, env, detached: true })
    for (const stream of [run.stdout, run.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (this.#said += text))
    }
    this.#run = run
  }

  async until(isSo: () => boolean | Promise<boolean>) {
    await eventually(async () => {
      const ended = this.#run?.exitCode ?? null
      assert.equal(ended, null, `tools/run ended with ${ended}:\n${this.#said}`)
      return (await isSo()) || undefined
    })
  }

  /** A terminal's goes to the whole group; answers how it ended. */
  async pressControlC(): Promise<number | null> {
    const run = this.#run
    if (!run?.pid) throw new Error('nothing runs')
    const over = once(run, 'exit', { signal: AbortSignal.timeout(END_WITHIN_MS) })
    process.kill(-run.pid, 'SIGINT')
    const [status] = (await over) as [number | null]
    return status
  }

  remove() {
    const run = this.#run
    if (run?.pid && run.exitCode === null && run.signalCode === null)
      process.kill(-run.pid, 'SIGKILL')
    rmSync(this.folder, { recursive: true })
  }
}

function sumOf(...files: readonly string[]): string {
  const sum = createHash('sha256')
  for (const one of files) sum.update(readFileSync(join(ROOT, one)))
  return sum.digest('hex')
}

test('tools/run among spaces ends on Ctrl-C, and goes on where it was', async (t) => {
  const port = await freePort()
  const copy = new Copy(port)
  t.after(() => copy.remove())
  const server = { origin: `http://127.0.0.1:${port}` } as Server
  const isReady = () =>
    fetch(`${server.origin}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    )

  const building = join(copy.folder, 'building')
  copy.standIn('ninja', `touch '${building}'; exec sleep ${BUILDING_S}`)
  copy.run()
  await copy.until(() => existsSync(building))
  assert.equal(await copy.pressControlC(), INTERRUPTED)

  copy.standIn('ninja', 'true')
  copy.run()
  await copy.until(isReady)
  const { queue, boss } = await furnish(server)
  assert.equal(await copy.pressControlC(), 0)
  assert.equal(await isReady(), false)

  copy.run()
  await copy.until(isReady)
  const caller = new Caller(server)
  await caller.signIn(boss.email, PASSWORD)
  assert.deepEqual((await caller.get<Page<Queue>>('/queues')).items, [queue])
  assert.equal(await copy.pressControlC(), 0)
})
