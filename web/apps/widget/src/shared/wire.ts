// What the loader on the company's page and the chat in the iframe say to each other.
//
//     chat    ── window message {parley: 'ready'} ──▶ loader   (nothing secret in it)
//     loader  ── window message {parley: 'port'} + port ──▶ chat   (to the server's origin only)
//     both    ── everything else over that MessagePort
//
// Each side checks the other's window and origin before it believes a window message; the port
// can then be reached by nobody else. What the chat must remember lives in the host page's own
// storage, because a browser may refuse storage to a third party's iframe.

import type { Source, WidgetConfig } from '@parley/api'

export interface WindowMessage {
  parley: 'ready' | 'port'
}

export type FromLoader =
  | {
      type: 'begin'
      locale: string
      page: Source
      stored: Record<string, string>
      open: boolean
      /** What the loader read of the inbox, so that the chat need not ask again; if it could. */
      config?: WidgetConfig | undefined
    }
  | { type: 'page'; page: Source }
  | { type: 'visible'; on: boolean }
  /** Another tab of the host page stored something. */
  | { type: 'stored'; name: string; value: string | null }

export type FromChat =
  | { type: 'store'; name: string; value: string | null }
  | { type: 'unread'; count: number }
  | { type: 'close' }

/** Everything of one inbox lies under this prefix in the host page's localStorage. */
export const storagePrefix = (inboxKey: string) => `parley.${inboxKey}.`
/** Its presence means: this browser has chatted before. */
export const CREDENTIAL = 'credential'
