export { default as ConditionEditor } from './ConditionEditor.vue'
export { default as TrialTests } from './TrialTests.vue'
export { useCatalogue, type Choice } from './useCatalogue'
export { texts } from './texts'
