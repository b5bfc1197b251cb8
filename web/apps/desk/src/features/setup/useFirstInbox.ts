import type { Api, Id, Inbox, Queue } from '@parley/api'
import { checkName, onlyWrong, useForm } from '../forms'

export interface FirstInbox {
  queue: string
  inbox: string
  greeting: string
}

export interface Connected {
  queue: Queue
  inbox: Inbox
}

/**
 * The first queue, served by the administrator, and the first inbox, whose chats wait in it.
 * Three requests: one that fails is tried again without repeating those before it.
 */
export function useFirstInbox(
  api: Pick<Api, 'createQueue' | 'createInbox' | 'updateAgent'>,
  administrator: Id,
  defaults: FirstInbox,
) {
  let queue: Queue | undefined
  let serving = false

  return useForm(defaults, {
    check: (values) =>
      onlyWrong({ queue: checkName(values.queue), inbox: checkName(values.inbox) }),
    async save(values): Promise<Connected> {
      queue ??= await api.createQueue({ name: values.queue })
      if (!serving) await api.updateAgent(administrator, { queue_ids: [queue.id] })
      serving = true
      const inbox = await api.createInbox({
        name: values.inbox,
        queue_id: queue.id,
        greeting: values.greeting,
      })
      return { queue, inbox }
    },
  })
}
