export { default as ConversationsPage } from './ConversationsPage.vue'
