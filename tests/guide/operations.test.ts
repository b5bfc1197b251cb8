// What the guide promises to whoever runs the server: figures, draining, backup, certificates.

import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Page, Queue } from '@parley/api'
import { Caller } from '../harness/client.ts'
import { furnish, PASSWORD } from '../harness/house.ts'
import { Server } from '../harness/server.ts'
import { PROGRAM, read } from './guide.ts'

const WITHIN_MS = 60_000
const text = read('docs/guide/operations.md')

test('every figure named in the guide is among the metrics', { timeout: WITHIN_MS }, async (t) => {
  const server = await Server.start()
  t.after(() => server.remove())
  const figures = await (await fetch(`${server.origin}/metrics`)).text()
  const named = [...text.matchAll(/`(parley_\w+)`/g)].map((found) => found[1] ?? '')
  assert.ok(named.length > 3)
  for (const name of named) assert.ok(figures.includes(`# TYPE ${name} `), name)
  assert.equal((await fetch(`${server.origin}/healthz`)).status, 200)
  const ready = await (await fetch(`${server.origin}/readyz`)).json()
  assert.deepEqual(ready, { ready: true, reasons: [] })

  const forwarded = { 'X-Forwarded-For': '192.0.2.1' }
  const outside = await fetch(`${server.origin}/metrics`, { headers: forwarded })
  assert.equal(outside.status, 404)
})

test(
  'a copy made while the server stands still is the whole house',
  { timeout: WITHIN_MS },
  async (t) => {
    const server = await Server.start()
    t.after(() => server.remove())
    const copy = await Server.start()
    t.after(() => copy.remove())
    const { queue, boss } = await furnish(server)
    for (const name of rowsOf('## The data directory')) {
      const isMadeLater = name === 'files/' || name === 'recordings/'
      if (!isMadeLater) assert.ok(existsSync(join(server.data, name)), name)
    }
    assert.equal(statSync(join(server.data, 'tls/tls-key.pem')).mode & 0o077, 0)

    assert.equal(await server.stop(), 0)
    assert.match(server.log(), /"msg":"draining"/)
    assert.match(server.log(), /"msg":"stopped"/)
    await copy.stop()
    cpSync(server.data, copy.data, { recursive: true })
    await copy.start()
    const caller = new Caller(copy)
    await caller.signIn(boss.email, PASSWORD)
    const queues = await caller.get<Page<Queue>>('/queues')
    assert.deepEqual(queues.items, [queue])
  },
)

test('a dry run changes nothing', { timeout: WITHIN_MS }, async (t) => {
  const server = await Server.start()
  t.after(() => server.remove())
  await server.stop()
  const run = (data: string) =>
    execFileSync(PROGRAM, ['migrate', '--dry-run', '--data', data], { encoding: 'utf8' })
  assert.match(run(server.data), /\(nothing to do\)/)
  const empty = join(server.folder, 'empty')
  mkdirSync(empty)
  assert.match(run(empty), /^would run 0001_/)
  assert.ok(!existsSync(join(empty, 'parley.db')))
})

test('a second server is refused the data of the first', { timeout: WITHIN_MS }, async (t) => {
  const server = await Server.start()
  t.after(() => server.remove())
  const second = spawnSync(
    PROGRAM,
    ['serve', '--data', server.data, '--port', '0', '--port-http', '0'],
    { encoding: 'utf8' },
  )
  assert.equal(second.status, 1)
  assert.match(second.stderr, /parley: /)
})

test('a wrong setting is refused with file, line, key and what is allowed', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-test-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'parley.toml')
  writeFileSync(file, '[server]\nio_threads = 99\n')
  const server = spawnSync(PROGRAM, ['serve', '--config', file], { encoding: 'utf8' })
  assert.equal(server.status, 1)
  assert.match(server.stderr, /parley\.toml:2: server\.io_threads is 99; allowed is 0 to 64/)
})

/** First column of the table below a heading. */
function rowsOf(heading: string): string[] {
  const section = text.slice(text.indexOf(heading)).split('\n## ')[0] ?? ''
  const rows = [...section.matchAll(/^\| `([^`]+)`/gm)].map((found) => found[1] ?? '')
  assert.ok(rows.length > 3, heading)
  return rows
}
