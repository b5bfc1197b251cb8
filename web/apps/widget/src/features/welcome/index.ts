import { lazy } from '../../shared/lazy'

export { problemWith } from './checks'
export const PreChatForm = lazy(() => import('./PreChatForm.vue'))
