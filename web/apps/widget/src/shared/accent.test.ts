import { describe, expect, it } from 'vitest'
import { contrast, CONTRAST_MIN, inkOn, parseColour, readableOn } from './accent'

const colour = (text: string) => parseColour(text)!
const accents: string[] = []
for (let r = 0; r <= 255; r += 51)
  for (let g = 0; g <= 255; g += 51)
    for (let b = 0; b <= 255; b += 51)
      accents.push('#' + [r, g, b].map((part) => part.toString(16).padStart(2, '0')).join(''))

describe('the accent', () => {
  it('carries text that can be read, whatever colour was chosen', () => {
    for (const accent of accents) {
      const ratio = contrast(colour(accent), colour(inkOn(accent)))
      expect(ratio, accent).toBeGreaterThanOrEqual(CONTRAST_MIN)
    }
  })

  it.each(['#ffffff', '#16181c', '#1f3054'])('can itself be read as text on %s', (ground) => {
    for (const accent of accents) {
      const ratio = contrast(colour(readableOn(accent, ground)), colour(ground))
      expect(ratio, accent).toBeGreaterThanOrEqual(CONTRAST_MIN)
    }
  })

  it('is left alone where it can be read already', () => {
    expect(readableOn('#1d4ed8', '#ffffff')).toBe('#1d4ed8')
  })

  it('falls back when it is no colour', () => {
    expect(inkOn('red; background: url(x)')).toBe('#ffffff')
  })
})
