export { shownContact } from './shown'
export { default as ContactPanel } from './ContactPanel.vue'
