import type { RouteRecordRaw } from 'vue-router'

export { default as OwnToday } from './OwnToday.vue'
export const routes: RouteRecordRaw[] = [
  { path: 'reports', name: 'reports', component: () => import('./ReportsPage.vue') },
]
