export * from './contract'
export * from './refusal'
export {
  createTransport,
  type CallOptions,
  type PageQuery,
  type Query,
  type Transport,
  type TransportOptions,
} from './transport'
export { createApi, type Api } from './client'
export type { CodeQuery } from './handling'
export type { ListQuery, ReportQuery } from './reports'
export { upload, type UploadOptions } from './upload'
