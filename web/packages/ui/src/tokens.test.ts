// @vitest-environment node
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const css = readFileSync(fileURLToPath(new URL('../tokens.css', import.meta.url)), 'utf8')

function valuesIn(block: string): Record<string, string> {
  return Object.fromEntries(
    [...block.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map((match) => [match[1], match[2]]),
  )
}

function blockAfter(selector: string): Record<string, string> {
  const start = css.indexOf(selector)
  return valuesIn(css.slice(start, css.indexOf('}', start)))
}

function luminance(hex: string): number {
  const parts = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
  const [r = 0, g = 0, b = 0] = parts.map((v) =>
    v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

const light = blockAfter(':root {')
const dark = blockAfter(":root[data-theme='dark']")

const PAIRS: [string, string][] = [
  ...['--surface', '--surface-sunken', '--surface-raised', '--surface-hover'].flatMap(
    (ground): [string, string][] => [
      ['--ink', ground],
      ['--ink-soft', ground],
    ],
  ),
  ['--ink-faint', '--surface'],
  ['--ink-faint', '--surface-sunken'],
  ['--ink-faint', '--surface-hover'],
  ['--ink-soft', '--accent-soft'],
  ['--accent-ink', '--accent'],
  ['--accent-ink', '--accent-hover'],
  ['--accent-text', '--surface'],
  ['--accent-text', '--accent-soft'],
  ['--accent-text', '--surface-sunken'],
  ['--good', '--good-soft'],
  ['--warn', '--warn-soft'],
  ['--danger', '--danger-soft'],
  ['--good', '--surface'],
  ['--warn', '--surface'],
  ['--danger', '--surface'],
  ['--danger', '--surface-sunken'],
  ['--danger-ink', '--danger'],
  ['--danger-ink', '--danger-hover'],
  ['--ink', '--bubble-visitor'],
  ['--ink', '--bubble-agent'],
  ['--ink', '--bubble-note'],
  ['--ink-soft', '--bubble-visitor'],
  ['--ink-soft', '--bubble-agent'],
  ['--ink-soft', '--bubble-note'],
  ['--ink', '--mark'],
]

describe('the colours', () => {
  it('are the same in both dark blocks', () => {
    expect(blockAfter(":root:not([data-theme='light'])")).toEqual(dark)
  })

  it.each([
    ['light', light],
    ['dark', dark],
  ] as const)('keep text readable (%s)', (_, scheme) => {
    const weak = PAIRS.filter(
      ([ink, ground]) => !(contrast(scheme[ink] ?? '', scheme[ground] ?? '') >= 4.5),
    )
    expect(weak).toEqual([])
  })
})
