export { default as Prose } from './Prose.vue'
export { provideChoices, useChoices, type Choices, type Locale, type Theme } from './useChoices'
export { fill, words } from './words'
