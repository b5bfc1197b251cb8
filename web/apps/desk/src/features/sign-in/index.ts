import type { RouteRecordRaw } from 'vue-router'

export { texts } from './texts'
export { default as LanguageSwitch } from './LanguageSwitch.vue'

export const routes: RouteRecordRaw[] = [
  { path: '/sign-in', component: () => import('./SignInPage.vue') },
]
