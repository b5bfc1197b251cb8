import type { ReportFigure, ReportValue } from '@parley/api'

const SECOND_MS = 1000
const MINUTE_S = 60
const HOUR_S = 3600

const two = (number: number) => String(number).padStart(2, '0')

/** 27.5 s, 2:05, 1:02:03. */
export function duration(ms: number): string {
  const seconds = ms / SECOND_MS
  if (seconds < MINUTE_S) return `${(Math.floor(seconds * 10 + 0.5) / 10).toFixed(1)} s`
  const whole = Math.floor(seconds + 0.5)
  const minutes = Math.floor((whole % HOUR_S) / MINUTE_S)
  if (whole < HOUR_S) return `${minutes}:${two(whole % MINUTE_S)}`
  return `${Math.floor(whole / HOUR_S)}:${two(minutes)}:${two(whole % MINUTE_S)}`
}

/** What a figure's whole number says to people; rounding happens here and nowhere before. */
export function shown(
  figure: Pick<ReportFigure, 'unit' | 'scale'>,
  value: number,
  locale: string,
): string {
  if (figure.unit === 'duration') return duration(value)
  const number = value / figure.scale
  if (figure.unit === 'share')
    return new Intl.NumberFormat(locale, {
      style: 'percent',
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
    }).format(number)
  return new Intl.NumberFormat(locale, {
    maximumFractionDigits: figure.unit === 'number' ? 2 : 0,
  }).format(number)
}

/** No value is not 0. */
export function written(figure: ReportFigure, value: ReportValue | undefined, locale: string) {
  if (!value || value.value === null) return '–'
  return `${value.approximate ? '≈ ' : ''}${shown(figure, value.value, locale)}`
}
