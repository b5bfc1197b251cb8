import { lazy } from '../../shared/lazy'

export { default as ChatHeader } from './ChatHeader.vue'
export { default as LineBanner } from './LineBanner.vue'
export { headline, waitingLine } from './status'
export const EndDialog = lazy(() => import('./EndDialog.vue'))
