import type {
  CalendarTest,
  Comparison,
  Condition,
  DayTimeTest,
  FactTest,
  FactType,
  HappenedTest,
  WeekdayTest,
} from '@parley/api'

/** What a condition is made of, and what one begins with; docs/guide/conditions.md. */

export type Group = { all: Condition[] } | { any: Condition[] }
export type Test = FactTest | DayTimeTest | WeekdayTest | CalendarTest | HappenedTest

export const COMPARISONS: Record<FactType, readonly Comparison[]> = {
  text: ['is', 'is_not', 'contains', 'starts_with', 'one_of'],
  number: ['equals', 'differs', 'at_least', 'at_most', 'more_than', 'less_than', 'between'],
  yes_no: ['yes', 'no'],
  text_set: ['has', 'has_all', 'has_none'],
  moment: ['older_than', 'within_last'],
  duration: ['longer_than', 'shorter_than'],
}
export const TIMES: readonly Comparison[] = [
  'at_least',
  'at_most',
  'equals',
  'more_than',
  'less_than',
]
export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const
export const DEPTH_MAX = 5
export const TIMES_MAX = 99

export type Operand = 'value' | 'values' | 'range' | 'seconds' | 'none'
const LISTS: readonly Comparison[] = ['one_of', 'has', 'has_all', 'has_none']

export function operandOf(type: FactType, comparison: Comparison): Operand {
  if (type === 'yes_no') return 'none'
  if (type === 'moment' || type === 'duration') return 'seconds'
  if (comparison === 'between') return 'range'
  return LISTS.includes(comparison) ? 'values' : 'value'
}

export const isGroup = (one: Condition): one is Group => 'all' in one || 'any' in one
export const isNot = (one: Condition): one is { not: Condition } => 'not' in one
export const partsOf = (group: Group): Condition[] => ('all' in group ? group.all : group.any)
export const joined = (how: 'all' | 'any', parts: Condition[]): Group =>
  how === 'all' ? { all: parts } : { any: parts }

/** The editor shows a group at the top, always. */
export const asGroup = (one: Condition): Group => (isGroup(one) ? one : { all: [one] })

export function freshFactTest(fact: string, type: FactType, comparison?: Comparison): FactTest {
  const test = comparison ?? COMPARISONS[type][0] ?? 'is'
  switch (operandOf(type, test)) {
    case 'none':
      return { fact, test }
    case 'seconds':
      return { fact, test, seconds: 3600 }
    case 'range':
      return { fact, test, from: 1, to: 3 }
    case 'values':
      return { fact, test, values: [] }
    case 'value':
      return { fact, test, value: type === 'number' ? 1 : '' }
  }
}

/** Another comparison of the same fact keeps what fits it. */
export function compared(test: FactTest, type: FactType, comparison: Comparison): FactTest {
  const same = operandOf(type, test.test) === operandOf(type, comparison)
  return same ? { ...test, test: comparison } : freshFactTest(test.fact, type, comparison)
}

export const freshHappened = (happened: string): HappenedTest => ({
  happened,
  test: 'at_least',
  times: 1,
  today: true,
})
export const freshTime = (): DayTimeTest => ({ time_from: '09:00', time_to: '18:00' })
export const freshWeekdays = (): WeekdayTest => ({ weekdays: ['monday'] })
