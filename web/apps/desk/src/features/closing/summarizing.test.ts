import { describe, expect, it } from 'vitest'
import { NOW, sampleSession } from '../../testing/samples'
import { maySummarize, OPEN_FOR_MS, wantsSummary } from './summarizing'

const ended = sampleSession({ state: 'closed', closed_at: NOW, close_reason: 'by_visitor' })
const me = { id: 'a1', manages: false }
const other = { id: 'a2', manages: false }
const manager = { id: 'a2', manages: true }

describe('who may write a summary afterwards', () => {
  it('is its agent for an hour, and who manages sessions', () => {
    expect(maySummarize(ended, me, NOW)).toBe(true)
    expect(maySummarize(ended, me, NOW + OPEN_FOR_MS - 1)).toBe(true)
    expect(maySummarize(ended, me, NOW + OPEN_FOR_MS)).toBe(false)
    expect(maySummarize(ended, other, NOW)).toBe(false)
    expect(maySummarize(ended, manager, NOW + OPEN_FOR_MS)).toBe(true)
  })

  it('is nobody while it goes on, and nobody where nobody served', () => {
    expect(maySummarize(sampleSession(), manager, NOW)).toBe(false)
    expect(maySummarize({ ...ended, agent_id: null }, manager, NOW)).toBe(false)
  })
})

describe('who is asked for one', () => {
  it('is the agent of a call that was hung up, by whomever', () => {
    for (const close_reason of ['by_agent', 'by_visitor'] as const)
      expect(wantsSummary({ ...ended, close_reason }, me, NOW, true)).toBe(true)
  })

  it('is the agent of a chat that the visitor ended, but not of one they closed themselves', () => {
    expect(wantsSummary(ended, me, NOW, false)).toBe(true)
    expect(wantsSummary({ ...ended, close_reason: 'by_agent' }, me, NOW, false)).toBe(false)
  })

  it('is nobody once it is written, nor anybody else', () => {
    expect(wantsSummary({ ...ended, summary: 'x' }, me, NOW, true)).toBe(false)
    expect(wantsSummary(ended, manager, NOW, true)).toBe(false)
    expect(wantsSummary(ended, me, NOW + OPEN_FOR_MS, true)).toBe(false)
  })
})
