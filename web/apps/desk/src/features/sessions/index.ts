export { createSessions, LISTS, type Sessions } from './useSessions'
export { createSessionStore, type SessionStore } from './store'
export { activityOf } from './merge'
