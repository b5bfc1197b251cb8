import type { RouteRecordRaw } from 'vue-router'

export { texts } from './texts'

export const routes: RouteRecordRaw[] = [
  { path: '/setup', component: () => import('./SetupPage.vue') },
]
