export { Conversation } from './conversation'
export { isOpen, isWaiting, type ConversationState } from './state'
export { default as MessageList } from './MessageList.vue'
