import type { Source, WidgetConfig } from '@parley/api'
import type { ShallowRef } from 'vue'

/** Where the chat runs: inside a company's page, or as a page of its own. It remembers there. */
export interface Host {
  readonly embedded: boolean
  readonly inboxKey: string
  /** Asked for by the page; "" if it did not. */
  readonly locale: string
  /** The inbox's settings, where the page has just read them. */
  readonly config?: WidgetConfig | undefined
  readonly page: Readonly<ShallowRef<Source>>
  /** The chat is open and its tab in front: what arrives now is seen. */
  readonly visible: Readonly<ShallowRef<boolean>>
  load(name: string): string | undefined
  store(name: string, value: string | null): void
  names(prefix: string): string[]
  /** Tells of what another tab stored. */
  onStored(changed: (name: string, value: string | null) => void): void
  setUnread(count: number): void
  close(): void
}
