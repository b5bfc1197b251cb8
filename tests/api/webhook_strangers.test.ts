// Webhooks of another workspace are answered as those that do not exist, for every kind of caller.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page, Webhook } from '@parley/api'
import type { Caller } from '../harness/client.ts'
import { employ } from '../harness/house.ts'
import { neighbours, NOWHERE } from './neighbours.ts'
import type { Neighbours } from './neighbours.ts'
import { tell } from './support.ts'
import { telephony } from './telephone.ts'

const lines = [await telephony(), await telephony()] as const
let town: Neighbours
let callers: Record<string, Caller>

before(async () => {
  town = await neighbours(...lines)
  const supervisor = await employ(town.house.boss, { name: 'Sue', role: 'supervisor' })
  const { boss, ann } = town.house
  callers = { administrator: boss.caller, supervisor: supervisor.caller, agent: ann.caller }
})
after(() => town.house.server.remove())

const naming = (webhook: string, delivery: string) =>
  [
    ['GET', `/webhooks/${webhook}`],
    ['PATCH', `/webhooks/${webhook}`, { description: 'x' }],
    ['DELETE', `/webhooks/${webhook}`],
    ['POST', `/webhooks/${webhook}/secret`],
    ['POST', `/webhooks/${webhook}/test`],
    ['GET', `/webhooks/${webhook}/deliveries`],
    ['POST', `/webhooks/${webhook}/deliveries/${delivery}/replay`],
    ['POST', `/webhooks/${town.own.webhook}/deliveries/${delivery}/replay`],
    ['POST', `/webhooks/${webhook}/replay`, {}],
  ] as const

test('what is of another workspace is answered as what does not exist', async () => {
  const absent = naming(NOWHERE, NOWHERE)
  for (const [role, caller] of Object.entries(callers)) {
    for (const [at, [method, path, body]] of naming(
      town.foreign.webhook,
      town.foreign.delivery,
    ).entries()) {
      const told = await tell(caller, method, path, body)
      const [, otherPath = ''] = absent[at] ?? []
      assert.equal(told, await tell(caller, method, otherPath, body), `${role}: ${method} ${path}`)
      assert.match(told, role === 'administrator' ? /^404 / : /^403 /, `${role}: ${path}`)
    }
  }
})

test('no list and no stretch of events shows anything of the neighbours', async () => {
  const { items } = await town.house.boss.caller.get<Page<Webhook>>('/webhooks')
  assert.deepEqual(
    items.map(({ id }) => id),
    [town.own.webhook],
  )
  const events = JSON.stringify(await town.house.boss.caller.get('/events?after=0&limit=200'))
  assert.ok(events.includes('a word of our own'))
  assert.ok(!events.includes('a secret of the neighbours'))
})
