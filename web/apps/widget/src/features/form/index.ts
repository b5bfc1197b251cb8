export { problemWith, type Problem } from './checks'
export { default as FormField } from './FormField.vue'
export { texts as formTexts } from './texts'
