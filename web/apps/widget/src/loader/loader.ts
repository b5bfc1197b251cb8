// The snippet's script: draws the launcher, and makes the chat's iframe when it is first needed.
// It is told everything by its own tag: data-inbox (the inbox's key), data-locale (optional).

import type { WidgetConfig } from '@parley/api'
import { DEFAULT_ACCENT } from '../shared/accent'
import { CREDENTIAL } from '../shared/wire'
import { ChatFrame } from './frame'
import { Launcher } from './launcher'
import { Memory } from './memory'
import { loaderWords } from './words'

/** What a site's own scripts may use. */
export interface ParleyWidget {
  open(): void
  close(): void
  toggle(): void
}
declare global {
  interface Window {
    parley?: ParleyWidget
  }
}

function start(script: HTMLScriptElement, inboxKey: string): ParleyWidget {
  const server = new URL(script.src).origin
  const locale = script.dataset.locale ?? ''
  const memory = new Memory(inboxKey)
  const words = loaderWords[/^zh/i.test(locale || navigator.language) ? 'zh' : 'en']
  const launcher = new Launcher(
    words,
    () => show(!opened),
    () => show(false),
  )
  let frame: ChatFrame | undefined
  let opened = false

  function needFrame() {
    if (frame) return frame
    const events = { unread: (n: number) => launcher.setUnread(n), close: () => show(false) }
    frame = new ChatFrame(server, inboxKey, locale, memory, events)
    launcher.mount(frame.element)
    return frame
  }

  function show(on: boolean) {
    if (opened === on) return
    opened = on
    const chat = needFrame()
    launcher.show(on)
    chat.setVisible(on)
    if (!on) launcher.focus()
  }

  async function appear() {
    const accent = await accentOf(server, inboxKey)
    if (accent === undefined) return
    launcher.appear(accent)
    if (memory.all()[CREDENTIAL]) needFrame() // Somebody who chatted before may have an answer.
  }

  if (document.body) void appear()
  else addEventListener('DOMContentLoaded', () => void appear())
  return { open: () => show(true), close: () => show(false), toggle: () => show(!opened) }
}

const GONE = [403, 404, 409, 410]

/** Undefined: there is no such inbox, and no launcher then. */
async function accentOf(server: string, inboxKey: string): Promise<string | undefined> {
  try {
    const url = `${server}/api/v1/widget/${encodeURIComponent(inboxKey)}`
    const answer = await fetch(url, { credentials: 'omit' })
    if (GONE.includes(answer.status)) {
      console.warn(`parley: there is no inbox ${inboxKey} in use`)
      return undefined
    }
    return ((await answer.json()) as WidgetConfig).accent
  } catch {
    return DEFAULT_ACCENT // The line may come back before anybody clicks.
  }
}

const tag =
  document.currentScript ?? document.querySelector<HTMLScriptElement>('script[data-inbox]')
if (tag instanceof HTMLScriptElement && tag.dataset.inbox && !window.parley) {
  window.parley = start(tag, tag.dataset.inbox)
}
