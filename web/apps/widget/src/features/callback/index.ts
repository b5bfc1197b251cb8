import { lazy } from '../../shared/lazy'

/** Loaded where who waits may ask to be telephoned. */
export const CallbackForm = lazy(() => import('./CallbackForm.vue'))
