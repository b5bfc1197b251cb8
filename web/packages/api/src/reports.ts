import type * as c from './contract'
import {
  withQuery,
  type CallOptions,
  type PageQuery,
  type Query,
  type Transport,
} from './transport'

export interface ReportQuery {
  from: number
  to: number
  by?: c.ReportBy
  step?: c.Grain
  queue_id?: c.Id | undefined
  inbox_id?: c.Id | undefined
  agent_id?: c.Id | undefined
  /** Names between commas; absent: all. */
  figures?: string
  threshold?: number
  short?: number
}
export type ListQuery = Omit<ReportQuery, 'by' | 'step' | 'figures' | 'threshold' | 'short'> & {
  figure: string
}

/** Figures of sessions, and the lists behind them (docs/guide/reports.md). */
export function createReportApi({ get }: Pick<Transport, 'get'>, base: string) {
  const all = (query: object): Query => ({ ...query })
  return {
    report: (query: ReportQuery, o?: CallOptions) => get<c.Report>('/reports', all(query), o),
    ownFigures: (query: ReportQuery, o?: CallOptions) =>
      get<c.Report>('/me/figures', all(query), o),
    countedSessions: (query: ListQuery, page?: PageQuery, o?: CallOptions) =>
      get<c.CountedSessions>('/reports/list', { ...all(query), ...page }, o),
    /** Where a browser fetches it from. */
    reportSheet: (query: ReportQuery, format: 'csv' | 'xlsx') =>
      base + withQuery('/reports/sheet', { ...all(query), format }),
  }
}
