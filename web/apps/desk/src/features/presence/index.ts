export { default as PresenceUses } from './PresenceUses.vue'
export { choices, dueAt, wordsOf } from './reasons'
export { texts } from './texts'
export { useReasons } from './useReasons'
