export { default as SearchField } from './SearchField.vue'
export { default as SearchResults } from './SearchResults.vue'
export { useSearch } from './useSearch'
