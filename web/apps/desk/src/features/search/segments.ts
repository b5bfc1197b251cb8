export interface Segment {
  text: string
  marked: boolean
}

/** Cuts a text at its highlights, given in UTF-16 units; overlapping or wrong ones do no harm. */
export function segmentsOf(text: string, highlights: readonly [number, number][]): Segment[] {
  const segments: Segment[] = []
  let at = 0
  for (const [from, to] of [...highlights].sort((a, b) => a[0] - b[0])) {
    const start = Math.max(at, from)
    const end = Math.min(text.length, to)
    if (start >= end) continue
    if (start > at) segments.push({ text: text.slice(at, start), marked: false })
    segments.push({ text: text.slice(start, end), marked: true })
    at = end
  }
  if (at < text.length) segments.push({ text: text.slice(at), marked: false })
  return segments
}

/** So much before the first highlight is kept, that it is in sight in two lines. */
const LEAD = 24

export function excerptOf(text: string, highlights: readonly [number, number][]): Segment[] {
  const first = Math.min(...highlights.map(([from]) => from), text.length)
  const cut = highlights.length > 0 && first > LEAD * 2 ? first - LEAD : 0
  const moved = highlights.map(([from, to]): [number, number] => [from - cut, to - cut])
  const segments = segmentsOf(text.slice(cut), moved)
  return cut > 0 ? [{ text: '…', marked: false }, ...segments] : segments
}
