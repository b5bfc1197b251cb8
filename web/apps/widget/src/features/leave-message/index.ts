import { lazy } from '../../shared/lazy'

/** Loaded only where nobody is on duty. */
export const LeaveMessageForm = lazy(() => import('./LeaveMessageForm.vue'))
