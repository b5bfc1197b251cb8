import { describe, expect, it } from 'vitest'
import { byAgent, message, notice } from '../../testing/messages'
import { withLinks } from './links'
import { rowsOf } from './rows'
import { deliveryOf, joinedName, merge, pendingOf, rejoin, unconfirmed, unreadOf } from './thread'

const seqs = (messages: readonly { seq: number }[]) => messages.map((one) => one.seq)

describe('the thread', () => {
  it('shows each message once and in order, however often and late it comes', () => {
    let held = merge([], [message(2), message(1)])
    held = merge(held, [message(4), message(2)])
    held = merge(held, [message(3)])
    expect(seqs(held)).toEqual([1, 2, 3, 4])
  })

  it('is left untouched, the very same, when nothing is new', () => {
    const held = merge([], [message(1)])
    expect(merge(held, [message(1)])).toBe(held)
  })

  it('keeps older messages where the newest page overlaps them', () => {
    const held = [message(1), message(2), message(3)]
    expect(seqs(rejoin(held, [message(3), message(4)]))).toEqual([1, 2, 3, 4])
  })

  it('shows the newest page alone where something may be missing between', () => {
    expect(seqs(rejoin([message(1), message(2)], [message(60), message(61)]))).toEqual([60, 61])
  })

  it('drops what was written here once the server has it', () => {
    const pending = [
      pendingOf({ type: 'send', client_msg_id: 'id1', text: 'a' }, 0),
      pendingOf({ type: 'send', client_msg_id: 'x', text: 'b' }, 0),
    ]
    expect(unconfirmed(pending, [message(1)]).map((one) => one.client_msg_id)).toEqual(['x'])
  })

  it('counts only what an agent wrote as unread', () => {
    expect(unreadOf([message(1), byAgent(2), notice(3, 'session_closed'), byAgent(4)], 2)).toBe(1)
  })

  it("calls a message read up to the agent's mark", () => {
    expect([deliveryOf(message(3), 3), deliveryOf(message(4), 3)]).toEqual(['read', 'sent'])
  })
})

describe('who joined', () => {
  const joined = notice(2, 'session_assigned')

  it('is told by what they write next', () => {
    const current = { session_id: 's1', agent_name: 'Bob' }
    expect(joinedName([message(1), joined, byAgent(3)], joined, current)).toBe('Ann')
  })

  it("is the session's agent while nobody has written", () => {
    expect(joinedName([joined], joined, { session_id: 's1', agent_name: 'Bob' })).toBe('Bob')
  })

  it('is not told by the writing of the next agent, nor of another session', () => {
    const second = notice(3, 'session_assigned')
    expect(joinedName([joined, second, byAgent(4)], joined, undefined)).toBe('')
    expect(joinedName([joined, byAgent(3, { session_id: 's2' })], joined, undefined)).toBe('')
  })
})

describe('rows', () => {
  it('put a day line before each day, and group what one sender wrote in one go', () => {
    const day = 86_400_000
    const rows = rowsOf([
      byAgent(1),
      byAgent(2),
      message(3),
      byAgent(4, { created_at: 2 * day }),
      notice(5, 'session_closed', { created_at: 2 * day }),
      notice(6, 'of_a_later_version', { created_at: 2 * day }),
    ])
    const shape = rows.map((row) =>
      row.kind === 'message' ? [row.message.seq, row.first, row.last] : row.kind,
    )
    expect(shape).toEqual([
      'day',
      [1, true, false],
      [2, false, true],
      [3, true, true],
      'day',
      [4, true, true],
      'notice',
    ])
  })
})

describe('links', () => {
  const hrefs = (text: string) => withLinks(text).flatMap((part) => part.href ?? [])

  it('are found, without the punctuation that ends a sentence', () => {
    expect(hrefs('see https://a.example/x?y=1, or (http://b.example).')).toEqual([
      'https://a.example/x?y=1',
      'http://b.example',
    ])
    expect(hrefs('请看https://a.example/订单。谢谢')).toEqual(['https://a.example/订单'])
  })

  it('are never made of anything that is not a web address', () => {
    expect(hrefs('javascript:alert(1) data:text/html,x <a href="x">')).toEqual([])
  })

  it('leave the whole text readable', () => {
    const text = 'a https://a.example b\nhttps://b.example'
    expect(
      withLinks(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text)
  })
})
