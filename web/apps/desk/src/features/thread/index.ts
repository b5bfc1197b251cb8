export { createThreads, type Threads } from './createThreads'
export type { Thread } from './createThread'
export type { Outgoing } from './pending'
export { default as MessageList } from './MessageList.vue'
