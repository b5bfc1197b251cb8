export { createLive, type Live, type LiveOptions } from './createLive'
export { createWorkerTimers } from './workerTimers'

export function liveUrl(place: Location = location): string {
  return `${place.protocol === 'https:' ? 'wss:' : 'ws:'}//${place.host}/api/v1/realtime`
}
