import { describe, expect, it } from 'vitest'
import { shown, written } from './format'

describe('a figure as people read it', () => {
  it('is a time in the words of its language', () => {
    const figure = { unit: 'duration', scale: 1 } as const
    expect(shown(figure, 48_200, 'en')).toBe('48.2 s')
    expect(shown(figure, 48_200, 'zh-CN')).toBe('48.2 秒')
    expect(shown(figure, 200_000, 'zh-CN')).toBe('3 分 20 秒')
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
