export { createThreads, type Threads } from './createThreads'
export type { Thread } from './createThread'
export type { Outgoing } from './pending'
