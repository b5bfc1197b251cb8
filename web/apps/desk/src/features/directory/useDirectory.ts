import type { Agent, Api, Channel, EventBody, Id, Inbox, Page, Queue } from '@parley/api'
import { computed, shallowReadonly, shallowRef } from 'vue'

export type Directory = ReturnType<typeof createDirectory>

interface Changes {
  onEvent: (listen: (event: EventBody) => void) => () => void
  onReload: (listen: () => void) => () => void
}
const PAGE = { limit: 200 }

/** Names for ids: the workspace's agents, queues, inboxes and channels, kept current by events. */
export function createDirectory(api: Api, changes: Changes) {
  const agents = shallowRef<readonly Agent[]>([])
  const queues = shallowRef<readonly Queue[]>([])
  const inboxes = shallowRef<readonly Inbox[]>([])
  const channels = shallowRef<readonly Channel[]>([])

  async function load() {
    const fill = async <T>(into: { value: readonly T[] }, read: Promise<Page<T>>) => {
      into.value = (await read).items
    }
    // A name that is missing is shown as unknown; it is not worth an error of its own.
    await Promise.allSettled([
      fill(agents, api.agents(PAGE)),
      fill(queues, api.queues(PAGE)),
      fill(inboxes, api.inboxes(PAGE)),
      fill(channels, api.channels()),
    ])
  }

  changes.onReload(() => void load())
  changes.onEvent((event) => {
    if (event.agent) agents.value = replaced(agents.value, event.agent)
    if (event.queue) queues.value = replaced(queues.value, event.queue)
    if (event.inbox) inboxes.value = replaced(inboxes.value, event.inbox)
  })

  const agentById = computed(() => new Map(agents.value.map((agent) => [agent.id, agent])))
  const queueById = computed(() => new Map(queues.value.map((queue) => [queue.id, queue])))
  const inboxById = computed(() => new Map(inboxes.value.map((inbox) => [inbox.id, inbox])))
  const channelByKey = computed(() => new Map(channels.value.map((one) => [one.key, one])))

  return {
    agents: shallowReadonly(agents),
    queues: shallowReadonly(queues),
    inboxes: shallowReadonly(inboxes),
    channels: shallowReadonly(channels),
    agent: (id: Id | null | undefined) => (id ? agentById.value.get(id) : undefined),
    queue: (id: Id) => queueById.value.get(id),
    inbox: (id: Id) => inboxById.value.get(id),
    channel: (key: string) => channelByKey.value.get(key),
    load,
  }
}

function replaced<T extends { id: Id }>(list: readonly T[], item: T): readonly T[] {
  const at = list.findIndex((one) => one.id === item.id)
  return at < 0 ? [...list, item] : list.with(at, item)
}
