import { createApi, type Api } from '@parley/api'
import { createToasts, type Toasts } from '@parley/ui'
import { inject, type App, type InjectionKey } from 'vue'
import { createAccount, type Account } from './features/account'
import { createCalls, createPhone, type Calls, type Phone } from './features/call'
import { createDirectory, type Directory } from './features/directory'
import { createLive, createWorkerTimers, liveUrl, type Live } from './features/live'
import { createPreferences, type Preferences } from './features/preferences'
import { createSessions, type Sessions } from './features/sessions'
import { createThreads, type Threads } from './features/thread'

/** The parts every page of the desk is made of; made once, in main.ts. */
export interface Desk {
  api: Api
  account: Account
  live: Live
  preferences: Preferences
  directory: Directory
  sessions: Sessions
  threads: Threads
  calls: Calls
  phone: Phone
  toasts: Toasts
}

const key: InjectionKey<Desk> = Symbol('desk')

export function useDesk(): Desk {
  const desk = inject(key)
  if (!desk) throw new Error('useDesk outside the desk')
  return desk
}

export function provideDesk(app: App, desk: Desk) {
  app.provide(key, desk)
}

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
  const sessions = createSessions(api, live, account.agentId)
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
