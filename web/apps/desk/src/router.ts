import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import type { Account } from './features/account'
import { ConversationsPage } from './features/conversations'
import { routes as reports } from './features/reports'
import { FloorPage } from './features/floor'
import { routes as settings } from './features/settings'
import { routes as setup } from './features/setup'
import { AppShell } from './features/shell'
import { routes as signIn } from './features/sign-in'

const inside: RouteRecordRaw = {
  path: '/',
  component: AppShell,
  children: [
    { path: '', name: 'conversations', component: ConversationsPage },
    { path: 'sessions/:session', name: 'session', component: ConversationsPage },
    ...reports,
    { path: 'floor', name: 'floor', component: FloorPage },
    ...settings,
  ],
}

export function createDeskRouter(account: Account) {
  const router = createRouter({
    history: createWebHistory(),
    routes: [...signIn, ...setup, inside, { path: '/:rest(.*)*', redirect: '/' }],
  })

  // The wizard stays open to the administrator it has just made: it goes on with the first inbox.
  router.beforeEach(async (to) => {
    await account.known
    const standing = account.standing.value
    if (standing === 'setup') return to.path === '/setup' ? true : '/setup'
    if (standing === 'signed_out') {
      if (to.path === '/sign-in') return true
      return { path: '/sign-in', query: to.path === '/' ? {} : { then: to.fullPath } }
    }
    return to.path === '/sign-in' ? '/' : true
  })
  return router
}
