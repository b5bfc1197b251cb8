export interface ChartPoint {
  label: string
  /** null: nothing to say, which is drawn as nothing and not as 0. */
  value: number | null
}
export interface Bar {
  x: number
  y: number
  width: number
  height: number
}

/**
 * Round numbers to draw lines at: 0 and up to four more, the last at or above `most`. `rounds` are
 * the steps that are round for this kind of value, ascending; beyond them it is the decimal ones.
 */
export function linesAt(most: number, rounds: readonly number[] = []): number[] {
  if (!(most > 0)) return [0]
  const rough = most / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const decimals = [1, 2, 2.5, 5, 10].map((one) => one * power)
  const step = [...rounds, ...decimals].find((one) => one >= rough) ?? most
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, at) => step * at)
}

/** Room that a label takes beside its line, in the chart's units: about, for letters of its size. */
export function roomFor(label: string): number {
  return [...label].reduce((sum, letter) => sum + (letter > '\u2e80' ? 12 : 7), 0)
}

/** Where each point's bar stands in a field of this size, whose height is the last line's value. */
export function barsOf(
  points: readonly ChartPoint[],
  most: number,
  size: { width: number; height: number },
): (Bar | undefined)[] {
  const each = size.width / Math.max(1, points.length)
  const width = Math.max(1, Math.min(48, each * 0.7))
  return points.map(({ value }, at) => {
    if (value === null || most <= 0) return undefined
    const height = (Math.max(0, value) / most) * size.height
    return { x: each * at + (each - width) / 2, y: size.height - height, width, height }
  })
}
