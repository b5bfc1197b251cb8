import type { ReportFigure, ReportValue } from '@parley/api'
import { wholeSpan } from '../sessions'

/** What a figure's whole number says to people; rounding happens here and nowhere before. */
export function shown(
  figure: Pick<ReportFigure, 'unit' | 'scale'>,
  value: number,
  locale: string,
): string {
  if (figure.unit === 'duration') return wholeSpan(value, locale)
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
