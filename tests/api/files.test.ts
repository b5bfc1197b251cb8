// Attachments: how large, of what type, under what name; and that nothing in one can run.

import assert from 'node:assert/strict'
import { request } from 'node:http'
import { test } from 'node:test'
import type { Attachment } from '@parley/api'
import type { Caller } from '../harness/client.ts'
import { visit } from '../harness/house.ts'
import { houseOfFile, raw } from './support.ts'

const SIZE_MAX = 20 * 1024 * 1024
/** As small as a picture gets: 1 × 1. */
const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

const town = houseOfFile()

function upload(caller: Caller, bytes: Uint8Array, name = 'a.bin'): Promise<Attachment> {
  return caller.upload(`/attachments?name=${encodeURIComponent(name)}`, bytes)
}

/** An upload whose length is not told before. */
function uploadInChunks(caller: Caller, pieces: number, piece: Buffer): Promise<number> {
  return new Promise((done, fail) => {
    const { port } = caller.server
    const headers = { ...caller.headers(), 'X-Parley-Request': '1' }
    const path = '/api/v1/attachments?name=big.bin'
    const sending = request(
      { host: '127.0.0.1', port, path, method: 'POST', headers },
      (answer) => {
        answer.resume()
        done(answer.statusCode ?? 0)
      },
    )
    sending.on('error', fail)
    let sent = 0
    const send = () => {
      while (sent++ < pieces) {
        if (!sending.write(piece)) {
          sending.once('drain', send)
          return
        }
      }
      sending.end()
    }
    send()
  })
}

test('20 MiB are taken and come back whole; a byte more is refused', async () => {
  const visitor = await visit(town.house)
  const most = Buffer.alloc(SIZE_MAX, 'lantern ')
  const file = await upload(visitor, most)
  assert.equal(file.size, SIZE_MAX)
  const got = await raw(town.house.server, 'GET', file.url)
  assert.ok(most.equals(Buffer.from(await got.arrayBuffer())))

  const over = await fetch(`${town.house.server.origin}/api/v1/attachments?name=b`, {
    method: 'POST',
    headers: { ...visitor.headers(), 'X-Parley-Request': '1' },
    body: Buffer.alloc(SIZE_MAX + 1),
  }).catch(() => undefined)
  // The server need not read what it refuses: the connection may break before the answer is read.
  if (over) {
    assert.equal(over.status, 413)
    assert.equal(((await over.json()) as { code: string }).code, 'body_too_large')
  }
  const untold = await uploadInChunks(visitor, 22, Buffer.alloc(1024 * 1024)).catch(() => 413)
  assert.equal(untold, 413)
  assert.equal(await uploadInChunks(visitor, 3, Buffer.alloc(1024)), 201)
})

test('nothing that could run is shown in place, whatever it calls itself', async () => {
  const visitor = await visit(town.house)
  const script = '<script>alert(1)</script>'
  const dangerous: readonly (readonly [string, string])[] = [
    ['page.html', `<!DOCTYPE html><html>${script}`],
    ['photo.png', `<html>${script}`],
    ['photo.svg', `<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`],
    ['photo.jpg', `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`],
    [
      'page.xhtml',
      `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">${script}</html>`,
    ],
    ['app.js', 'alert(1)'],
    ['doc.pdf', '%PDF-1.4 /JS (app.alert(1))'],
    ['mail.mht', `MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n${script}`],
  ]
  for (const [name, text] of dangerous) {
    const file = await upload(visitor, Buffer.from(text), name)
    const got = await raw(town.house.server, 'GET', file.url)
    const type = got.headers.get('content-type') ?? ''
    assert.doesNotMatch(type, /html|svg|xml|script/, name)
    assert.match(got.headers.get('content-disposition') ?? '', /^attachment/, name)
    assert.equal(got.headers.get('x-content-type-options'), 'nosniff')
    assert.match(got.headers.get('content-security-policy') ?? '', /default-src 'none'; sandbox/)
    assert.equal(file.thumbnail_url, '', name)
    assert.equal(await got.text(), text)
  }
})

test('the type follows from the content, not from name or header', async () => {
  const visitor = await visit(town.house)
  const file = await upload(visitor, GIF, 'letter.txt')
  assert.deepEqual([file.media_type, file.width, file.height], ['image/gif', 1, 1])
  const got = await raw(town.house.server, 'GET', file.url)
  assert.equal(got.headers.get('content-type'), 'image/gif')
  assert.match(got.headers.get('content-disposition') ?? '', /^inline/)
  const small = await raw(town.house.server, 'GET', file.thumbnail_url)
  assert.equal(small.headers.get('content-type'), 'image/jpeg')

  // A picture with a page behind it is a picture, and is never told to be anything else.
  const polyglot = await upload(
    visitor,
    Buffer.concat([GIF, Buffer.from('<script>1</script>')]),
    'x.html',
  )
  assert.equal(polyglot.media_type, 'image/gif')
})

test('a picture that promises more pixels than anybody may unpack has no thumbnail', async () => {
  const visitor = await visit(town.house)
  const bomb = Buffer.from(GIF)
  bomb.writeUInt16LE(60_000, 6)
  bomb.writeUInt16LE(60_000, 8)
  const file = await upload(visitor, bomb, 'bomb.gif')
  assert.equal(file.thumbnail_url, '')
  assert.equal((await raw(town.house.server, 'GET', '/healthz')).status, 200)
})

test('a name leads nowhere and tells nothing untrue', async () => {
  const visitor = await visit(town.house)
  const names: readonly (readonly [string, RegExp])[] = [
    ['../../../etc/passwd', /^passwd$/],
    ['..\\..\\windows\\system.ini', /^system\.ini$/],
    ['/etc/shadow', /^shadow$/],
    ['..', /^file$/],
    ['.', /^file$/],
    ['', /^file$/],
    ['a\u0001b\u007f.txt', /^ab\.txt$/],
    ['a\r\nSet-Cookie: x=1.txt', /^aSet-Cookie: x=1\.txt$/],
    ['photo\u202Egpj.exe', /^photogpj\.exe$/],
    ['发票 2024"; x="y.pdf', /^发票 2024"; x="y\.pdf$/],
    ['x'.repeat(400), /^x{200}$/],
  ]
  for (const [given, wanted] of names) {
    const file = await upload(visitor, Buffer.from('text'), given)
    assert.match(file.name, wanted, JSON.stringify(given))
    const got = await raw(town.house.server, 'GET', file.url)
    assert.equal(got.status, 200)
    assert.equal(got.headers.get('set-cookie'), null)
    const disposition = got.headers.get('content-disposition') ?? ''
    assert.ok(disposition.endsWith(`filename*=UTF-8''${encoded(file.name)}`), disposition)
  }
  for (const path of [
    '/api/v1/files/../../../../etc/passwd',
    '/api/v1/files/%2e%2e%2f%2e%2e/x',
    '/%2e%2e/%2e%2e/etc/passwd',
  ]) {
    const answer = await raw(town.house.server, 'GET', path)
    assert.doesNotMatch(await answer.text(), /root:/)
  }
})

function encoded(name: string): string {
  const strict = (one: string) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`
  return encodeURIComponent(name)
    .replaceAll(/['()*]/g, strict)
    .replaceAll('%21', '!')
}
