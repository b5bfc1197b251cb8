import { createApi } from '@parley/api'
import { createToasts } from '@parley/ui'
import type { Desk } from './desk'
import { createAccount } from './features/account'
import { createCalls, createPhone } from './features/call'
import { createDirectory } from './features/directory'
import { createLive, createWorkerTimers, liveUrl } from './features/live'
import { createPreferences } from './features/preferences'
import { createSessions, isInScope } from './features/sessions'
import { createThreads } from './features/thread'

export function createDesk(): Desk {
  const api = createApi()
  const preferences = createPreferences()
  const worker = new Worker(new URL('./features/live/worker.ts', import.meta.url), {
    type: 'module',
  })
  const live = createLive({
    url: liveUrl(),
    locale: () => preferences.locale.value,
    timers: createWorkerTimers(worker),
  })
  const account = createAccount(api)
  live.onWelcome((frame) => account.enter(frame.me))
  live.onEvent((event) => {
    if (event.agent) account.heedAgent(event.agent)
    if (event.workspace) account.heedWorkspace(event.workspace)
  })
  const directory = createDirectory(api, live)
  const sessions = createSessions(api, live, account.agentId, (session) =>
    isInScope(session, account.scope()),
  )
  const threads = createThreads(api, live)
  const calls = createCalls(api, live, {
    agent: account.agentId,
    mine: sessions.lists.mine.items,
    session: sessions.store.get,
  })
  const phone = createPhone({
    api,
    live,
    calls,
    me: () => account.agentId.value,
    refresh: sessions.refresh,
  })
  const toasts = createToasts()
  return { api, account, live, preferences, directory, sessions, threads, calls, phone, toasts }
}
