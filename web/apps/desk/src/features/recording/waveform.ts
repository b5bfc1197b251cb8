/** Peaks of two channels from 0 to 255, as the server tells them. */
export interface Peaks {
  left: readonly number[]
  right: readonly number[]
}

const PEAK_MAX = 255
/** So that silence is still a line. */
const LEAST = 0.02

/**
 * The path of one channel in a box of `columns` by 1: a bar for each peak, growing from the middle,
 * upward for the contact, downward for the agent.
 */
export function pathOf(peaks: readonly number[], grows: 'up' | 'down'): string {
  const sign = grows === 'up' ? -1 : 1
  return peaks
    .map((peak, at) => {
      const size = Math.max(LEAST, Math.min(PEAK_MAX, Math.max(0, peak)) / PEAK_MAX)
      return `M${at + 0.5} 1V${(1 + sign * size).toFixed(3)}`
    })
    .join('')
}

export function columnsOf({ left, right }: Peaks): number {
  return Math.max(1, left.length, right.length)
}

/** Where in the recording a pointer stands, in seconds. */
export function placeAt(x: number, box: { left: number; width: number }, seconds: number): number {
  if (box.width <= 0) return 0
  return Math.min(1, Math.max(0, (x - box.left) / box.width)) * seconds
}

const STEPS: Record<string, number> = {
  ArrowLeft: -5,
  ArrowDown: -5,
  ArrowRight: 5,
  ArrowUp: 5,
  PageDown: -30,
  PageUp: 30,
}

/** Where a key leads; undefined: it is no key of ours. */
export function placeByKey(key: string, at: number, seconds: number): number | undefined {
  if (key === 'Home') return 0
  if (key === 'End') return seconds
  const step = STEPS[key]
  return step === undefined ? undefined : Math.min(seconds, Math.max(0, at + step))
}
