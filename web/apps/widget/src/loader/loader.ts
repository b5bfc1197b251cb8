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

/** The inbox's settings say who is on duty, which does not stay true for long. */
const FRESH_MS = 60_000

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
  let config: WidgetConfig | undefined
  let askedAt = 0
  let opened = false

  function needFrame() {
    if (frame) return frame
    const events = {
      unread: (n: number) => launcher.setUnread(n),
      silent: (on: boolean) => launcher.say(on),
      close: () => show(false),
    }
    frame = new ChatFrame(server, inboxKey, locale, memory, events)
    if (Date.now() - askedAt < FRESH_MS) frame.config = config
    launcher.mount(frame.element)
    return frame
  }

  function show(on: boolean) {
    if (opened === on) return
    opened = on
    const chat = needFrame()
    launcher.show(on)
    if (on && launcher.isSorry) chat.load() // Perhaps it comes up now.
    chat.setVisible(on)
    if (!on) launcher.focus()
  }

  async function appear() {
    const answer = await ask(server, inboxKey)
    if (answer === 'gone') return
    config = answer
    askedAt = Date.now()
    launcher.appear(config?.accent ?? DEFAULT_ACCENT)
    if (memory.all()[CREDENTIAL]) needFrame() // Somebody who chatted before may have an answer.
  }

  if (document.body) void appear()
  else addEventListener('DOMContentLoaded', () => void appear())
  return { open: () => show(true), close: () => show(false), toggle: () => show(!opened) }
}

const GONE = [403, 404, 409, 410]

/** 'gone': there is no such inbox, and no launcher then. Undefined: it could not be asked. */
async function ask(server: string, inboxKey: string): Promise<WidgetConfig | 'gone' | undefined> {
  try {
    const url = `${server}/api/v1/widget/${encodeURIComponent(inboxKey)}`
    const answer = await fetch(url, { credentials: 'omit' })
    if (GONE.includes(answer.status)) {
      console.warn(`parley: there is no inbox ${inboxKey} in use`)
      return 'gone'
    }
    return answer.ok ? ((await answer.json()) as WidgetConfig) : undefined
  } catch {
    return undefined // The line may come back before anybody clicks.
  }
}

const tag =
  document.currentScript ?? document.querySelector<HTMLScriptElement>('script[data-inbox]')
if (tag instanceof HTMLScriptElement && tag.dataset.inbox && !window.parley) {
  window.parley = start(tag, tag.dataset.inbox)
}
