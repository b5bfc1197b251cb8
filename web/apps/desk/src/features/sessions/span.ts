/** A span as a clock shows it: 02:31, or 1:02:31 from an hour on. */
export function clockSpan(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const two = (value: number) => String(value).padStart(2, '0')
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${two(m)}:${two(s)}`
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const
const formats = new Map<string, Intl.NumberFormat>()

/** A span in the largest unit it fills, for lists: 40s, 12m, 3h, 2d, or 12分钟. */
export function roughSpan(ms: number, locale: string): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const [unit, length] = UNITS.find(([, length]) => seconds >= length) ?? UNITS[3]
  return formatOf(unit, locale).format(Math.floor(seconds / length))
}

/** Kept, for making one costs more than a row of the list. */
function formatOf(unit: string, locale: string): Intl.NumberFormat {
  const key = `${unit} ${locale}`
  const held = formats.get(key)
  if (held) return held
  const made = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'narrow' })
  formats.set(key, made)
  return made
}

export function isSameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString()
}
