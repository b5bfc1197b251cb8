import { describe, expect, it } from 'vitest'
import { barsOf, linesAt, roomFor } from './chart'

describe('the lines of a chart', () => {
  it('stand at round numbers and reach the greatest value', () => {
    expect(linesAt(87)).toEqual([0, 25, 50, 75, 100])
    expect(linesAt(4)).toEqual([0, 1, 2, 3, 4])
    expect(linesAt(0.33).at(-1)).toBeGreaterThanOrEqual(0.33)
    expect(linesAt(0)).toEqual([0])
  })

  it('stand at what is round for times, where they are times', () => {
    const rounds = [1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000]
    expect(linesAt(48_200, rounds)).toEqual([0, 15_000, 30_000, 45_000, 60_000])
    expect(linesAt(400, rounds)).toEqual([0, 1000])
    expect(linesAt(1_000_000, rounds).at(-1)).toBeGreaterThanOrEqual(1_000_000)
  })

  it('leave room for their labels, more for Chinese', () => {
    expect(roomFor('3 分 20 秒')).toBeGreaterThan(roomFor('3 m 20 s'))
  })
})

describe('the bars of a chart', () => {
  const size = { width: 100, height: 50 }

  it('are as high as their value, and absent where there is none', () => {
    const bars = barsOf(
      [
        { label: 'a', value: 10 },
        { label: 'b', value: null },
        { label: 'c', value: 0 },
      ],
      20,
      size,
    )
    expect(bars[0]?.height).toBe(25)
    expect(bars[0]?.y).toBe(25)
    expect(bars[1]).toBeUndefined()
    expect(bars[2]?.height).toBe(0)
  })

  it('stay within the field, however many', () => {
    const many = Array.from({ length: 500 }, () => ({ label: '', value: 1 }))
    for (const bar of barsOf(many, 1, size)) {
      expect(bar!.x).toBeGreaterThanOrEqual(-0.5)
      expect(bar!.x + bar!.width).toBeLessThanOrEqual(size.width + 0.5)
    }
  })
})
