// What a server of the public internet lets an administrator send to: nothing that only it can reach.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { AddressInfo } from 'node:net'
import type { Page, WebhookDelivery, WebhookMade } from '@parley/api'
import { eventually } from '../harness/eventually.ts'
import { furnish } from '../harness/house.ts'
import type { House } from '../harness/house.ts'
import { Receiver } from '../harness/receiver.ts'
import { freePort, Server } from '../harness/server.ts'
import { houseOfFile, tell } from './support.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley-guard-'))

function config(lines: readonly string[]): string[] {
  const file = join(folder, `${Math.random()}.toml`)
  writeFileSync(file, ['[webhooks]', ...lines, ''].join('\n'))
  return ['--config', file]
}

const held = houseOfFile({}, undefined, { args: config(['ports = []']) })

async function outcome(house: House, url: string): Promise<WebhookDelivery> {
  const { caller } = house.boss
  const { webhook } = await caller.post<WebhookMade>('/webhooks', { url })
  const path = `/webhooks/${webhook.id}`
  const { id } = await caller.post<WebhookDelivery>(`${path}/test`)
  const done = await eventually(async () => {
    const { items } = await caller.get<Page<WebhookDelivery>>(`${path}/deliveries`)
    return items.find((one) => one.id === id && one.state !== 'pending')
  })
  await caller.call('DELETE', path)
  return done
}

test('addresses that are not of the public internet cannot be set up at all', async () => {
  const { caller } = held.house.boss
  for (const url of [
    'http://example.com/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://169.254.169.254/latest/meta-data/',
    'https://user:secret@example.com/',
    'https://localhost./',
    'https://example.com\\@127.0.0.1/',
    'file:///etc/passwd',
    'nonsense',
    '',
  ]) {
    assert.equal(await tell(caller, 'POST', '/webhooks', { url }), '400 url_not_allowed', url)
  }
  const { webhook } = await caller.post<WebhookMade>('/webhooks', { url: 'https://example.com/' })
  const body = { url: 'https://10.0.0.1/' }
  assert.equal(await tell(caller, 'PATCH', `/webhooks/${webhook.id}`, body), '400 url_not_allowed')
  await caller.call('DELETE', `/webhooks/${webhook.id}`)
})

test('a name that leads to this machine is refused when it is sent to', async (t) => {
  const receiver = await Receiver.start()
  t.after(() => receiver.close())
  const delivery = await outcome(held.house, `https://localhost:${receiver.port}/hook`)
  assert.equal(delivery.failure, 'address_refused')
  assert.equal(delivery.state, 'failed')
  assert.equal(receiver.heard.length, 0)
})

test('a name that does not exist is said to be unknown', async () => {
  const delivery = await outcome(held.house, 'https://no-such-name.invalid/')
  assert.equal(delivery.failure, 'name_unknown')
})

test('the certificate must be of somebody trusted, and of that name', async (t) => {
  const { key, certificate } = certificateFor('localhost')
  const peer = createServer({ key: readFileSync(key), cert: readFileSync(certificate) })
  peer.on('request', (_, response) => response.end('secure'))
  await new Promise<void>((done) => peer.listen(0, done))
  t.after(() => peer.close())
  const { port } = peer.address() as AddressInfo

  const trusting = await house(
    config(['allow_private = true', 'ports = []', `ca_file = "${certificate}"`]),
  )
  t.after(() => trusting.server.remove())
  const right = await outcome(trusting, `https://localhost:${port}/`)
  assert.equal(right.failure, 'none')
  assert.equal(right.answer, 'secure')
  assert.equal((await outcome(trusting, `https://127.0.0.1:${port}/`)).failure, 'tls_failed')
  const plain = await Receiver.start()
  t.after(() => plain.close())
  assert.equal((await outcome(trusting, `https://localhost:${plain.port}/`)).failure, 'tls_failed')

  const strict = await house(config(['allow_private = true', 'ports = []']))
  t.after(() => strict.server.remove())
  assert.equal((await outcome(strict, `https://localhost:${port}/`)).failure, 'tls_failed')
})

test('only listed ports may be sent to', async (t) => {
  const only = await freePort()
  const limited = await house(config(['allow_private = true', `ports = [${only}]`]))
  t.after(() => limited.server.remove())
  const { caller } = limited.boss
  assert.equal(
    await tell(caller, 'POST', '/webhooks', { url: 'http://127.0.0.1:22/' }),
    '400 url_not_allowed',
  )
  assert.equal(await tell(caller, 'POST', '/webhooks', { url: `http://127.0.0.1:${only}/` }), 'ok')
})

async function house(args: string[]): Promise<House> {
  return furnish(await Server.start({ args }))
}

function certificateFor(name: string) {
  const key = join(folder, 'key.pem')
  const certificate = join(folder, 'certificate.pem')
  const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`]
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  const files = ['-keyout', key, '-out', certificate, '-days', '2']
  execFileSync('openssl', ['req', ...kind, ...subject, ...files], { stdio: 'ignore' })
  return { key, certificate }
}
