// Parley by HTTPS and this machine's own address, as from another machine: with the certificate that
// the server made itself.

import assert from 'node:assert/strict'
import { networkInterfaces } from 'node:os'
import { test } from 'node:test'
import { freePort } from '../harness/server.ts'
import { PASSWORD } from '../harness/house.ts'
import { Desk } from './desk.ts'
import { play } from './scene.ts'
import { Widget } from './widget.ts'

const address = Object.values(networkInterfaces())
  .flatMap((all) => all ?? [])
  .find((one) => one.family === 'IPv4' && !one.internal)?.address

if (!address) {
  test('by HTTPS from another machine', { skip: 'this machine has loopback only' }, () => {})
} else {
  const securePort = await freePort()
  play('by HTTPS and address: sign in, and talk', { securePort }, async (scene) => {
    const origin = `https://${address}:${securePort}`
    const { ann, inbox } = scene.house
    const desk = new Desk(await scene.somebody({ trusting: true }), 'en')
    await desk.signIn(origin, ann.email, PASSWORD)
    await desk.beReady()
    for (const cookie of await desk.page.context().cookies()) {
      assert.ok(
        cookie.secure && cookie.httpOnly,
        `${cookie.name} is for HTTPS, and not for scripts`,
      )
    }

    const visitor = new Widget(await scene.somebody({ trusting: true }), 'en')
    await visitor.page.goto(`${origin}/chat/${inbox.public_key}`)
    await visitor.say('Is this line private?')
    await desk.accept()
    await desk.bubble('Is this line private?').waitFor()
    await desk.say('It is.')
    await visitor.bubble('It is.').waitFor()
  })
}
