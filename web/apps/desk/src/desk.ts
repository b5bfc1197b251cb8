import type { Api } from '@parley/api'
import type { Toasts } from '@parley/ui'
import { inject, type App, type InjectionKey } from 'vue'
import type { Account } from './features/account'
import type { Calls, Phone } from './features/call'
import type { Directory } from './features/directory'
import type { Live } from './features/live'
import type { Preferences } from './features/preferences'
import type { Sessions } from './features/sessions'
import type { Threads } from './features/thread'

/** The parts every page of the desk is made of; made once, by createDesk.ts. */
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
