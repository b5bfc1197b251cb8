import type { Agent, Inbox, Queue } from '@parley/api'
import { useDesk } from '../../desk'
import { useRecords } from './useRecords'

/** The workspace's inboxes, queues and agents, each read once and kept current by events. */

export function useInboxes() {
  const { api, live } = useDesk()
  return useRecords<Inbox>({ load: api.inboxes, changes: live, pick: (event) => event.inbox })
}

export function useQueues() {
  const { api, live } = useDesk()
  return useRecords<Queue>({ load: api.queues, changes: live, pick: (event) => event.queue })
}

export function useAgents() {
  const { api, live } = useDesk()
  return useRecords<Agent>({ load: api.agents, changes: live, pick: (event) => event.agent })
}
