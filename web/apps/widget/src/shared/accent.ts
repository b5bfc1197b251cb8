// The inbox's accent colour, made safe to read: text on it, and itself as text on a page.

export const DEFAULT_ACCENT = '#2563eb'
/** WCAG 2.2 AA for text. */
export const CONTRAST_MIN = 4.5

type Rgb = [number, number, number]

export function parseColour(text: string): Rgb | undefined {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text)
  if (!match) return undefined
  return [match[1], match[2], match[3]].map((part) => parseInt(part ?? '', 16)) as Rgb
}

function toHex(colour: Rgb) {
  return '#' + colour.map((part) => part.toString(16).padStart(2, '0')).join('')
}

function luminance(colour: Rgb) {
  const [r, g, b] = colour.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as Rgb
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

export function contrast(a: Rgb, b: Rgb) {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

const WHITE: Rgb = [255, 255, 255]
const BLACK: Rgb = [0, 0, 0]

/** White where it can be read, else black. One of the two always can. */
export function inkOn(accent: string): string {
  const colour = parseColour(accent) ?? (parseColour(DEFAULT_ACCENT) as Rgb)
  return toHex(contrast(colour, WHITE) >= CONTRAST_MIN ? WHITE : BLACK)
}

/** The accent moved towards black or white until it can be read on `ground`. */
export function readableOn(accent: string, ground: string): string {
  const start = parseColour(accent) ?? (parseColour(DEFAULT_ACCENT) as Rgb)
  const behind = parseColour(ground) ?? WHITE
  const goal: Rgb = luminance(behind) > 0.18 ? BLACK : WHITE
  for (let step = 0; step < 20; step++) {
    const share = step / 20
    const mixed = start.map((p, i) => Math.round(p + ((goal[i] ?? 0) - p) * share)) as Rgb
    if (contrast(mixed, behind) >= CONTRAST_MIN) return toHex(mixed)
  }
  return toHex(goal)
}
