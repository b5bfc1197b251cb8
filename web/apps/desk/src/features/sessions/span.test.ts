import { expect, it } from 'vitest'
import { clockSpan, roughSpan } from './span'

it('shows a span as a clock does', () => {
  expect([clockSpan(-5), clockSpan(151_900), clockSpan(3_723_000)]).toEqual([
    '00:00',
    '02:31',
    '1:02:03',
  ])
})

it('shows a span roughly, in the largest unit it fills', () => {
  const spans = [0, 59_999, 60_000, 3_600_000, 86_400_000 * 3]
  expect(spans.map((ms) => roughSpan(ms, 'en'))).toEqual(['0s', '59s', '1m', '1h', '3d'])
  expect(spans.map((ms) => roughSpan(ms, 'zh-CN'))).toEqual([
    '0秒',
    '59秒',
    '1分钟',
    '1小时',
    '3天',
  ])
})
