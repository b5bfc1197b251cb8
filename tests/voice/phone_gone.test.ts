// A desk phone that is no longer registered rings for nobody: a call that is offered to its agent, who
// has no page open, goes on to the next one.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Agent, Page, Phone, PhoneMade, Session } from '@parley/api'
import { eventually } from '../harness/eventually.ts'
import { hotline, makeReady } from './hotline.ts'
import { SipPeer } from './sip_peer.ts'
import { hasSipp } from './voice.ts'

const skip = !hasSipp && 'sipp is not installed'
/** Longer than a page may be away that is loaded anew (domain/reconciliation.hpp). */
const PAGE_GONE_MS = 5_500
const AT_ONCE_MS = 3_000

test(
  'a phone that goes while it rings hands the call on at once; back, its agent is ready',
  { skip },
  async (t) => {
    const { house, port, call } = await hotline(t)
    const { ann, bob, boss } = house
    await boss.caller.patch(`/queues/${house.queue.id}`, { offer_seconds: 60 })
    const made = await boss.caller.post<PhoneMade>('/phones', {
      name: 'Desk',
      agent_id: ann.id,
      rings: true,
    })
    const phone = await SipPeer.open(port)
    t.after(() => phone.close())
    phone.credentials = { user: made.phone.user, password: made.password }
    phone.rings = true
    const place = phone.line()
    const registers = async (seconds: number) => {
      await phone.register(place, seconds)
      await eventually(async () => {
        const { items } = await boss.caller.get<Page<Phone>>('/phones')
        return items.find((one) => one.registered === seconds > 0)
      })
    }
    const anns = async (is: (agent: Agent) => boolean) => {
      const { items } = await boss.caller.get<Page<Agent>>('/agents')
      return items.find((one) => one.id === ann.id && is(one))
    }
    const offeredTo = async (id: string) => {
      const { items } = await boss.caller.get<Page<Session>>('/sessions?list=queue')
      return items.find((one) => one.offer?.agent_id === id)
    }
    await registers(120)
    const page = await makeReady(ann)
    const caller = call('patient')
    t.after(() => caller.kill('SIGKILL'))
    await phone.until(({ line }) => line.startsWith('INVITE'))
    page.close()
    const bobs = await makeReady(bob)
    await sleep(PAGE_GONE_MS)
    assert.ok(await offeredTo(ann.id), 'while the phone rings')

    const begun = Date.now()
    await registers(0)
    await eventually(() => offeredTo(bob.id))
    assert.ok(Date.now() - begun < AT_ONCE_MS, `after ${Date.now() - begun} ms`)
    await phone.until(({ line }) => line.startsWith('CANCEL'))
    const away = await anns((one) => one.presence === 'away')
    assert.equal(away?.presence_reason, 'phone_unregistered')

    await registers(120)
    await eventually(() => anns((one) => one.presence === 'ready'))
    bobs.close()
  },
)
