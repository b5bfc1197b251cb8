import { connectFrameHost } from './frameHost'
import type { Host } from './types'

export type { Host } from './types'

/** /chat/KEY is a page of its own; /widget/?key=KEY#ORIGIN sits in an iframe of that origin. */
export function inboxKeyOf(place: Location): string {
  const standing = /^\/chat\/([^/]+)/.exec(place.pathname)
  return standing?.[1] ?? new URLSearchParams(place.search).get('key') ?? ''
}

export function findHost(inboxKey: string): Promise<Host> {
  const origin = location.hash.slice(1)
  const alone = location.pathname.startsWith('/chat/') || window.parent === window || !origin
  if (alone) return import('./pageHost').then(({ pageHost }) => pageHost(inboxKey))
  return connectFrameHost(inboxKey, origin, window)
}
