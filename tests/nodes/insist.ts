import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { ask, messageId } from '../api/support.ts'
import type { Line } from '../harness/client.ts'

/** How long a fault may be noticed by somebody who writes. */
export const AGAIN_WITHIN_MS = 10_000

/** Sends as a page does: the same message again until it is acknowledged. */
export async function insist(line: Line, text: string, more: { conversation_id?: string } = {}) {
  const frame = { type: 'send' as const, client_msg_id: messageId(), text, ...more }
  const deadline = Date.now() + AGAIN_WITHIN_MS
  for (;;) {
    const answer = await ask(line, frame)
    if (answer.type === 'ack') return answer.message
    assert.ok(Date.now() < deadline, `not taken within ${AGAIN_WITHIN_MS} ms: ${answer.code}`)
    await sleep(answer.retry_after_ms ?? 100)
  }
}
