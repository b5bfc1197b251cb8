import { describe, expect, it } from 'vitest'
import { duration, shown, written } from './format'

describe('a figure as people read it', () => {
  it('has tenths of a second below a minute, then minutes and hours', () => {
    expect(duration(27_500)).toBe('27.5 s')
    expect(duration(125_000)).toBe('2:05')
    expect(duration(3_723_000)).toBe('1:02:03')
    expect(duration(3_599_600)).toBe('1:00:00')
  })

  it('is a percentage of one digit, rounded half up', () => {
    expect(shown({ unit: 'share', scale: 1_000_000 }, 571_429, 'en')).toBe('57.1%')
    expect(shown({ unit: 'number', scale: 1000 }, 3667, 'en')).toBe('3.67')
    expect(shown({ unit: 'count', scale: 1 }, 12_345, 'en')).toBe('12,345')
  })

  it('is a dash where there is nothing to say, which is not 0', () => {
    const figure = { id: 'csat', unit: 'share', scale: 1_000_000, has_list: true } as const
    expect(written(figure, { value: null }, 'en')).toBe('–')
    expect(written(figure, { value: 0 }, 'en')).toBe('0.0%')
    expect(written(figure, undefined, 'en')).toBe('–')
    expect(written(figure, { value: 500_000, approximate: true }, 'en')).toBe('≈ 50.0%')
  })
})
