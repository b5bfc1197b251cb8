export { default as ContactPanel } from './ContactPanel.vue'
