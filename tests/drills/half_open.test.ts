// An agent's machine falls asleep: its connection stays open and says nothing more. Within the time
// promised the agent is no longer present, and the conversation offered to them goes to another.
// Takes over a minute, so only the long drill runs it.

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { test } from 'node:test'
import { furnish, visit } from '../harness/house.ts'
import { Server } from '../harness/server.ts'

const LONG = Number(process.env.DRILL_KILLS ?? 20) >= 100
/** A short silence is forgiven … */
const GONE_AFTER_MS = 25_000
/** … and one of 45 s is not, with a little for a busy machine. */
const GONE_WITHIN_MS = 55_000
/** Longer than all that: it must be the silence that takes the offer back, not its time. */
const OFFER_SECONDS = 300

const skip = LONG ? false : 'takes over a minute: part of the long drill'

test('an agent who falls silent is gone, and their offer goes to another', { skip }, async (t) => {
  const server = await Server.start()
  t.after(() => server.remove())
  const house = await furnish(server, { queue: { offer_seconds: OFFER_SECONDS } })
  const { ann, bob } = house
  const url = `${server.origin.replace('http', 'ws')}/api/v1/realtime`
  const program = join(import.meta.dirname, 'holder.ts')
  const stdio = ['ignore', 'pipe', 'inherit'] as const
  const holder = spawn(process.execPath, [program, url, ann.caller.cookie, server.origin], {
    stdio: [...stdio],
  })
  t.after(() => holder.kill('SIGKILL'))
  assert.ok(holder.stdout)
  await once(holder.stdout, 'data')

  const visitor = await visit(house)
  const widget = await visitor.line({ inboxKey: house.inbox.public_key })
  const watch = await house.boss.caller.line()
  const desk = await bob.caller.line()
  const keepAlive = setInterval(
    () => [widget, watch, desk].forEach((one) => one.send({ type: 'ping' })),
    15_000,
  )
  t.after(() => clearInterval(keepAlive))
  widget.send({ type: 'send', client_msg_id: 'half-open', text: 'is anybody there?' })
  await watch.until(
    (frame) => frame.type === 'event' && frame.event.session?.offer?.agent_id === ann.id,
  )
  desk.send({ type: 'presence', presence: 'ready' })
  holder.kill('SIGSTOP')
  const stopped = Date.now()

  await watch.until(
    (frame) =>
      frame.type === 'event' &&
      frame.event.agent?.id === ann.id &&
      frame.event.agent.presence === 'offline',
    GONE_WITHIN_MS,
  )
  const gone = Date.now() - stopped
  t.diagnostic(`gone after ${(gone / 1000).toFixed(1)} s`)
  await desk.until(
    (frame) => frame.type === 'event' && frame.event.session?.offer?.agent_id === bob.id,
  )
  assert.ok(gone > GONE_AFTER_MS, `${gone} ms of silence are not forgiven`)
  for (const line of [widget, watch, desk]) line.close()
})
