export { createRealtime } from './client'
export { HelloRefused } from './types'
export type {
  OutboxStorage,
  Realtime,
  RealtimeOptions,
  RealtimeState,
  Signal,
  StateDetail,
  Timers,
  WebSocketClass,
  WebSocketLike,
} from './types'
