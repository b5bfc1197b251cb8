// Search in Chinese and English, from what was just said.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page, SearchHit } from '@parley/api'
import { visit } from '../harness/house.ts'
import { houseOfFile, say } from './support.ts'

const INDEXED_WITHIN_MS = 10_000
const texts = [
  '请问我的退款什么时候到账？',
  '发票抬头写错了，可以重开吗',
  '我要退货，尺码不对',
  'Where is my refund? Order 20241125',
  'The parcel arrived damaged, refunds please',
  'iPhone 15 保护壳 还有货吗',
]

const town = houseOfFile({}, async (house) => {
  const inboxKey = house.inbox.public_key
  for (const text of texts) {
    const line = await (await visit(house)).line({ inboxKey })
    await say(line, text)
    line.close()
  }
  const deadline = Date.now() + INDEXED_WITHIN_MS
  while (Date.now() < deadline && (await found('保护壳')).length === 0) await sleep(20)
})

async function found(query: string): Promise<string[]> {
  const path = `/search?q=${encodeURIComponent(query)}`
  const page = await town.house.boss.caller.get<Page<SearchHit>>(path)
  for (const { message, highlights } of page.items) {
    assert.ok(highlights.length > 0, `${query} marks nothing in ${message.text}`)
    for (const [from, to] of highlights) assert.ok(from < to && to <= message.text.length)
  }
  return page.items.map((hit) => hit.message.text).sort()
}

test('two Chinese characters are found anywhere in a sentence', async () => {
  const [refund = '', invoice = '', back = '', , , phone = ''] = texts
  assert.deepEqual(await found('退款'), [refund])
  assert.deepEqual(await found('发票'), [invoice])
  assert.deepEqual(await found('抬头'), [invoice])
  assert.deepEqual(await found('退货'), [back])
  assert.deepEqual(await found('到账'), [refund])
  assert.deepEqual(await found('尺码不对'), [back])
  assert.deepEqual(await found('保护壳'), [phone])
  assert.deepEqual(await found('款退'), [])
  assert.deepEqual(await found('头票'), [])
})

test('English words are found in either case, and numbers as they are', async () => {
  const order = texts[3] ?? ''
  assert.ok((await found('REFUND')).includes(order))
  assert.deepEqual(await found('20241125'), [order])
  assert.deepEqual(await found('parcel damaged'), [texts[4]])
  assert.deepEqual(await found('iphone 保护'), [texts[5]])
  assert.deepEqual(await found('lantern'), [])
})

test('a query is words, never an expression', async () => {
  for (const query of [
    '"',
    "'",
    'a*',
    'NEAR(a b)',
    'text:refund',
    '^x',
    '(refund',
    'refund" OR "x',
    '-refund',
    '{}',
  ]) {
    await town.house.boss.caller
      .get(`/search?q=${encodeURIComponent(query)}`)
      .catch((error: { status: number }) => assert.equal(error.status, 400, query))
  }
})
