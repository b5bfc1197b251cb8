import type { PresenceReason } from '@parley/api'
import { expect, test } from 'vitest'
import { NOW } from '../../testing/samples'
import { choices, dueAt, wordsOf } from './reasons'

const reason = (word: string, over: Partial<PresenceReason> = {}): PresenceReason => ({
  id: word,
  word,
  name: word.toUpperCase(),
  kind: 'rest',
  productive: false,
  minutes_max: 0,
  precedence: 50,
  active: true,
  created_at: 0,
  version: 'v1',
  ...over,
})
const REASONS = [
  reason('meal', { minutes_max: 30 }),
  reason('rest'),
  reason('old', { active: false }),
]

test('what is no longer in use is chosen by nobody but who has it', () => {
  expect(choices(REASONS).map(({ word }) => word)).toEqual(['meal', 'rest'])
  expect(choices(REASONS, 'old').map(({ word }) => word)).toEqual(['meal', 'rest', 'old'])
})

test('a reason with a limit is over at its time, and only while somebody is away', () => {
  const away = { presence: 'away', presence_reason: 'meal', presence_since: NOW } as const
  expect(dueAt(REASONS, away)).toBe(NOW + 30 * 60_000)
  expect(dueAt(REASONS, { ...away, presence: 'ready' })).toBeUndefined()
  expect(dueAt(REASONS, { ...away, presence_reason: 'rest' })).toBeUndefined()
  expect(dueAt(REASONS, undefined)).toBeUndefined()
})

test('a reason is called by its name, a word of ours by ours, and any other by nothing', () => {
  const own = (word: string) => (word === 'no_answer' ? 'Did not answer' : undefined)
  expect(wordsOf(REASONS, 'old', own)).toBe('OLD')
  expect(wordsOf(REASONS, 'no_answer', own)).toBe('Did not answer')
  expect(wordsOf(REASONS, 'unheard_of', own)).toBe('')
})
