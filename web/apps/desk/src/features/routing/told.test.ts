import type { RoutingDecision } from '@parley/api'
import { describe, expect, it } from 'vitest'
import { told } from './told'
import { texts } from './texts'

const plain: RoutingDecision = {
  number: 1,
  at: 0,
  deed: 'queued',
  queue_id: 'q',
  agent_id: null,
  reason: '',
  rule: '',
  place: null,
  strategy: null,
  candidates: 0,
  load: 0,
  idle_since: 0,
  familiar: false,
  took_ms: 0,
  head_start_ms: 0,
}
const names = {
  queue: (id: string | null) => (id ? 'Sales' : '–'),
  agent: (id: string | null) => (id ? 'Ann' : '–'),
  clock: (at: number) => `at ${at}`,
  duration: (ms: number) => `${ms / 1000} s`,
}
function words(table: object) {
  return (key: string, named: Record<string, unknown> = {}) => {
    const found = key.split('.').reduce<unknown>((at, part) => (at as never)[part], table)
    return String(found).replace(/\{(\w+)\}/g, (_, name: string) => String(named[name]))
  }
}
const en = words(texts.en)
const place = {
  position: 3,
  ahead: { older: 1, boosted: 1, returned: 0 },
  boost_ms: 60_000,
  off_duty: 2,
  lacks_skill: 0,
  wrapping_up: 0,
  no_room: 4,
}

describe('a decision in words', () => {
  it('says why it stood where it did and why nobody was asked', () => {
    expect(told({ ...plain, rule: 'VIP', place }, en, names)).toBe(
      'Waits in “Sales”. Came here by the rule “VIP”. Place 3. 1 entered before. ' +
        '1 later ones have a head start. Its own head start: 60 s. ' +
        'Nobody was asked: Not on duty: 2, Busy: 4.',
    )
  })

  it('says why this agent, or what the offer came to', () => {
    const offered = { ...plain, deed: 'offered', agent_id: 'a', candidates: 5 } as const
    expect(told({ ...offered, strategy: 'even_by_load', load: 25 }, en, names)).toBe(
      'Offered to Ann because they had the most room (load 25), of 5 who could.',
    )
    expect(told({ ...offered, strategy: 'weighted', familiar: true }, en, names)).toBe(
      'Offered to Ann because the contact had them last.',
    )
    const back = { ...plain, deed: 'withdrawn', agent_id: 'a', reason: 'timed_out' } as const
    expect(told(back, en, names)).toBe('Taken back from Ann: no answer.')
  })

  it('says what the routing hook said, or why it was not heeded', () => {
    const asked = { ...plain, deed: 'advised', took_ms: 80 } as const
    const named = { ...asked, reason: 'answered', agent_id: 'a', head_start_ms: 60_000 }
    expect(told(named, en, names)).toBe(
      'The routing hook was asked: it answered. To “Sales”. To Ann. Head start of 60 s. (80 ms)',
    )
    expect(told({ ...asked, reason: 'timed_out' }, en, names)).toBe(
      'The routing hook was asked: no answer in time; the rules decided. (80 ms)',
    )
  })

  it('has words for all of it in Chinese', () => {
    const zh = words(texts['zh-CN'])
    expect(told({ ...plain, place }, zh, names)).not.toContain('undefined')
    expect(told({ ...plain, place }, zh, names)).toContain('排在第 3 位。')
  })
})
