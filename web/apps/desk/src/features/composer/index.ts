export { default as Composer, type Sent } from './Composer.vue'
export { createDrafts, type Drafts, type Mode } from './useDrafts'
