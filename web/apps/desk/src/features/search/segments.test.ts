import { describe, expect, it } from 'vitest'
import { excerptOf, segmentsOf } from './segments'

describe('highlights', () => {
  it('cut a text without losing any of it', () => {
    expect(
      segmentsOf('退款多久到账', [
        [0, 2],
        [4, 6],
      ]),
    ).toEqual([
      { text: '退款', marked: true },
      { text: '多久', marked: false },
      { text: '到账', marked: true },
    ])
  })

  it('that overlap, lie outside or are turned round do no harm', () => {
    const text = 'abcdef'
    const segments = segmentsOf(text, [
      [3, 99],
      [1, 4],
      [5, 2],
      [-3, 0],
    ])
    expect(segments.map((one) => one.text).join('')).toBe(text)
    expect(segments.filter((one) => one.marked).map((one) => one.text)).toEqual(['bcd', 'ef'])
  })

  it('far into a long text are brought into sight', () => {
    const segments = excerptOf(`${'x'.repeat(200)}needle`, [[200, 206]])
    expect(segments[0]?.text).toBe('…')
    expect(segments.at(-1)).toEqual({ text: 'needle', marked: true })
    expect(segments[1]?.text).toHaveLength(24)
  })
})
