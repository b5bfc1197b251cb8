import { expect, it } from 'vitest'
import { clockSpan, roughSpan, wholeSpan } from './span'

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

it('shows a span in full: tenths of a second below a minute, then what is not nothing', () => {
  const spans = [0, 27_500, 59_960, 125_000, 120_000, 3_723_000, 3_599_600]
  expect(spans.map((ms) => wholeSpan(ms, 'en'))).toEqual([
    '0 s',
    '27.5 s',
    '1 min',
    '2 min 5 s',
    '2 min',
    '1 h 2 min 3 s',
    '1 h',
  ])
  expect(spans.map((ms) => wholeSpan(ms, 'zh-CN'))).toEqual([
    '0 秒',
    '27.5 秒',
    '1 分',
    '2 分 5 秒',
    '2 分',
    '1 小时 2 分 3 秒',
    '1 小时',
  ])
})
