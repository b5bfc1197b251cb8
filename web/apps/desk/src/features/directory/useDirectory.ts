import type {
  Agent,
  Api,
  Channel,
  ContactScheme,
  EventBody,
  Id,
  Inbox,
  Page,
  PresenceReason,
  Queue,
  WrapUpCode,
} from '@parley/api'
import { computed, shallowReadonly, shallowRef } from 'vue'

export type Directory = ReturnType<typeof createDirectory>

interface Changes {
  onEvent: (listen: (event: EventBody) => void) => () => void
  onReload: (listen: () => void) => () => void
}
const PAGE = { limit: 200 }
/** Of pages: names beyond are shown as unknown. */
const PAGES_MAX = 50
type Read<T> = (query: { limit: number; cursor?: string }) => Promise<Page<T>>

async function everything<T>(read: Read<T>): Promise<readonly T[]> {
  const all: T[] = []
  let cursor: string | null | undefined
  for (let pages = 0; pages < PAGES_MAX; pages++) {
    const page = await read(cursor ? { ...PAGE, cursor } : PAGE)
    all.push(...page.items)
    cursor = page.next_cursor
    if (!cursor) break
  }
  return all
}

async function fill<T>(into: { value: readonly T[] }, read: Promise<readonly T[]>) {
  into.value = await read
}

/** What agents choose from: wrap-up codes and presence reasons. */
function createWords(api: Api) {
  const wrapUpCodes = shallowRef<readonly WrapUpCode[]>([])
  const presenceReasons = shallowRef<readonly PresenceReason[]>([])
  const loadCodes = async () => {
    wrapUpCodes.value = await everything((query) => api.wrapUpCodes(query))
  }
  const loadReasons = async () => {
    presenceReasons.value = await everything((query) => api.presenceReasons(query))
  }
  function heed({ kind }: EventBody) {
    if (kind.startsWith('wrap_up_code_')) void loadCodes().catch(() => undefined)
    if (kind.startsWith('presence_reason_')) void loadReasons().catch(() => undefined)
  }
  return { wrapUpCodes, presenceReasons, load: () => [loadCodes(), loadReasons()], heed }
}

/** Names for ids: the workspace's agents, queues, inboxes and channels, kept current by events. */
export function createDirectory(api: Api, changes: Changes) {
  const agents = shallowRef<readonly Agent[]>([])
  const queues = shallowRef<readonly Queue[]>([])
  const inboxes = shallowRef<readonly Inbox[]>([])
  const channels = shallowRef<readonly Channel[]>([])
  const scheme = shallowRef<ContactScheme>({ tags: [], fields: [], version: '' })

  const { wrapUpCodes, presenceReasons, ...words } = createWords(api)

  const loadScheme = async () => {
    scheme.value = await api.contactScheme()
  }

  async function load() {
    // A name that is missing is shown as unknown; it is not worth an error of its own.
    await Promise.allSettled([
      fill(
        agents,
        everything((query) => api.agents(query)),
      ),
      fill(
        queues,
        everything((query) => api.queues(query)),
      ),
      fill(
        inboxes,
        everything((query) => api.inboxes(query)),
      ),
      fill(
        channels,
        everything(() => api.channels()),
      ),
      loadScheme(),
      ...words.load(),
    ])
  }
  changes.onReload(() => void load())
  changes.onEvent((event) => {
    if (event.agent) agents.value = replaced(agents.value, event.agent)
    if (event.queue) queues.value = replaced(queues.value, event.queue)
    words.heed(event)
    if (event.inbox) inboxes.value = replaced(inboxes.value, event.inbox)
    if (event.kind === 'contact_scheme_updated') void loadScheme().catch(() => undefined)
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
    /** Which tags and fields customers have. */
    scheme: shallowReadonly(scheme),
    /** Those no longer in use among them: past sessions have them. */
    wrapUpCodes: shallowReadonly(wrapUpCodes),
    /** What somebody may be away for, in order; those no longer in use among them. */
    presenceReasons: shallowReadonly(presenceReasons),
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
