// The event stream, pulled: the same frames as on the line, for the same eyes.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EventFrame, EventPage } from '@parley/api'
import { employ, visit } from '../harness/house.ts'
import type { Person } from '../harness/house.ts'
import { chat, houseOfFile, say, tell } from './support.ts'

const held = houseOfFile()

const pull = (who: Person, query: string) => who.caller.get<EventPage>(`/events?${query}`)

async function all(who: Person, after = 0): Promise<EventFrame[]> {
  const frames: EventFrame[] = []
  for (;;) {
    const page = await pull(who, `after=${after}&limit=7`)
    frames.push(...page.items)
    after = page.next
    if (!page.more) return frames
  }
}

test('what is pulled is what the line was told', async () => {
  const { boss } = held.house
  const line = await boss.caller.line()
  const began = (await all(boss)).at(-1)?.seq ?? 0
  const talk = await chat(held.house, held.house.ann)
  await say(talk.desk, 'here I am', { conversation_id: talk.conversation })
  const last = (await line.until(
    (frame) => frame.type === 'event' && frame.event.message?.text === 'here I am',
  )) as EventFrame
  const told = line.frames.filter(
    (frame): frame is EventFrame => frame.type === 'event' && frame.seq <= last.seq,
  )
  const pulled = (await all(boss, began)).filter(({ seq }) => seq <= last.seq)
  // The things an event concerns are as they are when it is read; what happened is the same.
  const bare = (frames: EventFrame[]) =>
    frames.map(({ seq, at, event: { kind, detail, message } }) => ({
      seq,
      at,
      kind,
      detail,
      message,
    }))
  assert.deepEqual(bare(pulled), bare(told))
  assert.ok(pulled.length > 5)
  for (const [at, frame] of pulled.entries()) {
    if (at % 7) assert.equal(frame.prev, pulled[at - 1]?.seq)
  }
  line.close()
  talk.desk.close()
  talk.widget.close()
})

test('numbers grow without doubles, whatever the size of the stretches', async () => {
  const { boss } = held.house
  const whole = (await pull(boss, 'after=0&limit=200')).items.map(({ seq }) => seq)
  assert.deepEqual((await all(boss)).map(({ seq }) => seq).slice(0, whole.length), whole)
  assert.deepEqual(
    whole,
    [...new Set(whole)].sort((a, b) => a - b),
  )
})

test('an agent pulls their own part, with `prev` of that part', async () => {
  const { boss } = held.house
  const eve = await employ(boss, { name: 'Eve', queue_ids: [] })
  const talk = await chat(held.house, held.house.ann, 'not for Eve')
  const frames = await all(eve)
  assert.ok(frames.length > 0)
  assert.ok(!JSON.stringify(frames).includes('not for Eve'))
  assert.ok(!frames.some(({ event }) => event.session ?? event.message))
  assert.ok(JSON.stringify(await all(held.house.ann)).includes('not for Eve'))
  talk.desk.close()
  talk.widget.close()
})

test('a pull waits for what comes, and no longer than it was told', async () => {
  const { boss, inbox } = held.house
  const { next } = await pull(boss, 'after=0&limit=200')
  const end = (await all(boss, next)).at(-1)?.seq ?? next
  const began = Date.now()
  const waiting = pull(boss, `after=${end}&wait=20`)
  const visitor = await visit(held.house)
  const line = await visitor.line({ inboxKey: inbox.public_key })
  await say(line, 'anybody?')
  const page = await waiting
  assert.ok(page.items.length > 0)
  assert.ok(Date.now() - began < 5_000)
  line.close()

  const last = (await all(boss, end)).at(-1)?.seq ?? 0
  const later = Date.now()
  const empty = await pull(boss, `after=${last}&wait=1`)
  assert.deepEqual(empty, { items: [], next: empty.next, more: false })
  assert.ok(Date.now() - later >= 900)
})

test('a number nobody has reached, and other nonsense, is refused', async () => {
  const { caller } = held.house.boss
  assert.equal(await tell(caller, 'GET', '/events?after=999999999'), '400 bad_cursor')
  assert.equal(await tell(caller, 'GET', '/events?after=-1'), '400 out_of_range')
  assert.equal(await tell(caller, 'GET', '/events?after=x'), '400 out_of_range')
  assert.equal(await tell(caller, 'GET', '/events?wait=31'), '400 out_of_range')
  assert.equal(await tell(caller, 'GET', '/events?limit=0'), '400 out_of_range')
})

test('a server that stops lets go of those who wait', async () => {
  const { boss, server } = held.house
  const end = (await all(boss)).at(-1)?.seq ?? 0
  const waiting = pull(boss, `after=${end}&wait=30`).catch(() => undefined)
  await new Promise((done) => setTimeout(done, 300))
  const began = Date.now()
  assert.equal(await server.stop(), 0)
  assert.ok(Date.now() - began < 5_000)
  await waiting
  await server.start()
})
