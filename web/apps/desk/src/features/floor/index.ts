export { useSupervised } from './useSupervised'
export const FloorPage = () => import('./FloorPage.vue')
