export { default as TrialForm } from './TrialForm.vue'
export { provideCaller, useCaller } from './useCaller'
