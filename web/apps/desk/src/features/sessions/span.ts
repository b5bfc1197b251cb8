/** A span as a clock shows it: 02:31, or 1:02:31 from an hour on. */
export function clockSpan(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const two = (value: number) => String(value).padStart(2, '0')
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${two(m)}:${two(s)}`
}

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const WORDS = {
  en: { hour: 'h', minute: 'min', second: 's' },
  'zh-CN': { hour: '小时', minute: '分', second: '秒' },
}

/** A span in full, for reports: 27.5 s, 2 min 5 s, 1 h 30 min; 27.5 秒, 2 分 5 秒. */
export function wholeSpan(ms: number, locale: string): string {
  const words = locale.startsWith('zh') ? WORDS['zh-CN'] : WORDS.en
  const tenths = Math.floor(ms / 100 + 0.5)
  if (tenths < 600) return `${(tenths / 10).toFixed(tenths % 10 ? 1 : 0)} ${words.second}`
  const seconds = Math.floor(ms / SECOND_MS + 0.5)
  const parts = [
    { count: Math.floor(seconds / 3600), word: words.hour },
    { count: Math.floor(seconds / 60) % 60, word: words.minute },
    { count: seconds % 60, word: words.second },
  ]
  return parts
    .filter(({ count }) => count > 0)
    .map(({ count, word }) => `${count} ${word}`)
    .join(' ')
}

/** Steps between the lines of a chart of spans, so that each line is a round time. */
export const ROUND_SPANS: readonly number[] = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND_MS),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE_MS),
  ...[1, 2, 3, 6, 12, 24].map((count) => count * HOUR_MS),
]

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
