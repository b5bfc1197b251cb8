import { describe, expect, it } from 'vitest'
import { sampleMessage, sampleSession } from '../../testing/samples'
import { newer, withMessage, withRead } from './merge'

describe('two views of one session', () => {
  it('an older view never replaces a newer one', () => {
    const held = sampleSession({ version: 9, state: 'closed' })
    expect(newer(held, sampleSession({ version: 8, state: 'assigned' })).state).toBe('closed')
  })

  it('a newer view that was made before the last message keeps that message', () => {
    const held = sampleSession({ version: 3, last_message: sampleMessage({ seq: 7 }), unread: 2 })
    const next = sampleSession({
      version: 4,
      state: 'closed',
      last_message: sampleMessage({ seq: 6 }),
      unread: 1,
    })

    const merged = newer(held, next)

    expect(merged.state).toBe('closed')
    expect(merged.last_message?.seq).toBe(7)
    expect(merged.unread).toBe(2)
  })

  it('a view of the same version but with more read wins the read marks', () => {
    const held = sampleSession({
      agent_read: 2,
      unread: 3,
      last_message: sampleMessage({ seq: 5 }),
    })
    const next = sampleSession({
      agent_read: 5,
      unread: 0,
      last_message: sampleMessage({ seq: 5 }),
    })
    expect(newer(held, next)).toMatchObject({ agent_read: 5, unread: 0 })
  })
})

describe('a message', () => {
  it('of the visitor counts as unread once, however often it arrives', () => {
    const message = sampleMessage({ seq: 4 })
    const once = withMessage(sampleSession(), message)
    expect(once.unread).toBe(1)
    expect(withMessage(once, message).unread).toBe(1)
  })

  it('of an agent says that what came before was read', () => {
    const held = withMessage(sampleSession(), sampleMessage({ seq: 4 }))
    const answered = withMessage(held, sampleMessage({ seq: 6, sender: 'agent' }))
    expect(answered).toMatchObject({ unread: 0, agent_read: 6 })
  })

  it('of the house is neither what was said last nor in the way of having read all', () => {
    const held = withMessage(sampleSession(), sampleMessage({ seq: 4 }))
    const notice = sampleMessage({ seq: 5, sender: 'system', kind: 'notice' })
    const noticed = withMessage(held, notice)
    expect(noticed.last_message?.seq).toBe(4)
    const read = { conversation_id: 'c1', agent_read: 4, visitor_read: 0 }
    expect(withRead(noticed, read).unread).toBe(0)
  })

  it('that was read before it arrived is not unread', () => {
    expect(withMessage(sampleSession({ agent_read: 9 }), sampleMessage({ seq: 8 })).unread).toBe(0)
  })
})

describe('read marks', () => {
  const session = sampleSession({
    last_message: sampleMessage({ seq: 5 }),
    unread: 3,
    agent_read: 2,
  })

  it('clear the count when all is read', () => {
    expect(
      withRead(session, { conversation_id: 'c1', agent_read: 5, visitor_read: 0 }).unread,
    ).toBe(0)
  })

  it('never move backward', () => {
    const after = withRead(session, { conversation_id: 'c1', agent_read: 1, visitor_read: 0 })
    expect(after).toMatchObject({ agent_read: 2, unread: 3 })
  })
})
