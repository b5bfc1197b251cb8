// The demo's people, for who makes pictures of them.

import { setTimeout as sleep } from 'node:timers/promises'
import type { Page, Session } from '@parley/api'
import { Caller } from '../harness/client.ts'
import type { Server } from '../harness/server.ts'

export const DEMO_PASSWORD = 'parley-demo'
const LOOK_EVERY_MS = 100

/** A colleague takes whoever the demo left waiting, so that the pictures' agents are free. */
export async function clearQueue(server: Server, boss: Caller) {
  const colleague = new Caller(server)
  await colleague.signIn('jing@demo.parley', DEMO_PASSWORD)
  const line = await colleague.line()
  line.send({ type: 'presence', presence: 'ready' })
  for (;;) {
    const { items } = await boss.get<Page<Session>>('/sessions?list=queue')
    if (items.length === 0) break
    for (const { id, offer } of items) {
      if (offer) await colleague.post(`/sessions/${id}/accept`, { offer: offer.number })
    }
    await sleep(LOOK_EVERY_MS)
  }
  await colleague.post('/me/presence', { presence: 'offline' })
  line.close()
}
