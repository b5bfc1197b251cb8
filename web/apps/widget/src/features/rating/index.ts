import { lazy } from '../../shared/lazy'

export { canRate } from './canRate'
/** Loaded when a session has closed. */
export const RatingForm = lazy(() => import('./RatingForm.vue'))
