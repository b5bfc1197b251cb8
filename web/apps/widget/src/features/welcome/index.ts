import { lazy } from '../../shared/lazy'

export const PreChatForm = lazy(() => import('./PreChatForm.vue'))
