import type { EventBody } from '@parley/api'
import { describe, expect, it } from 'vitest'
import { sampleSession } from '../../testing/samples'
import { newsOf } from './news'

const event = (over: Partial<EventBody>): EventBody => ({
  kind: 'colleague_left',
  detail: 'declined',
  session: sampleSession({ agent_id: 'a1' }),
  ...over,
})

describe('what came of a question', () => {
  it('is told to who asked', () => {
    expect(newsOf(event({ by: 'a2' }), 'a1')).toEqual({ key: 'colleagues.news.declined', by: 'a2' })
    expect(newsOf(event({ detail: 'timed_out' }), 'a1')).toEqual({
      key: 'colleagues.news.timed_out',
      by: undefined,
    })
    expect(newsOf(event({ kind: 'colleague_joined', by: 'a2' }), 'a1')?.key).toBe(
      'colleagues.news.joined',
    )
  })

  it('is no news to who did it, to others, or of an end that says itself', () => {
    expect(newsOf(event({ by: 'a1' }), 'a1')).toBeUndefined()
    expect(newsOf(event({ by: 'a2' }), 'a3')).toBeUndefined()
    expect(newsOf(event({ detail: 'session_closed' }), 'a1')).toBeUndefined()
    expect(newsOf(event({ kind: 'session_closed' }), 'a1')).toBeUndefined()
  })
})
