import type { Grain, Report, ReportRow } from '@parley/api'
import { useI18n } from 'vue-i18n'
import { useDesk } from '../../desk'

/** What a row is called: a moment, a channel, or the name it came with. */
export function useRowNames() {
  const { t, locale } = useI18n()
  const { directory } = useDesk()

  const STYLES: Record<Grain, Intl.DateTimeFormatOptions> = {
    quarter: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    hour: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    day: { month: 'short', day: 'numeric' },
    month: { year: 'numeric', month: 'short' },
  }
  function timeOf(row: ReportRow, step: Grain): string {
    const style = { ...STYLES[step], timeZone: 'UTC' }
    return new Intl.DateTimeFormat(locale.value, style).format(row.from ?? 0)
  }
  function channelName(key: string): string {
    return directory.channel(key)?.name[locale.value] ?? key
  }
  function nameOf(report: Report, row: ReportRow, step: Grain): string {
    if (report.by === 'time') return timeOf(row, step)
    if (report.by === 'channel') return channelName(row.name ?? '')
    return row.name || t('reports.unnamed')
  }
  return { nameOf, timeOf }
}
