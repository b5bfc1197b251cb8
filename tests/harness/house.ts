// A furnished house: a company with an administrator, two agents, one queue and one inbox, made by
// the same calls that the desk makes.

import type { Agent, AgentBody, Inbox, InboxBody, Me, Page, Queue, QueueBody } from '@parley/api'
import type { VisitorBody, VisitorCredential } from '@parley/api'
import { Caller } from './client.ts'
import type { Server } from './server.ts'

export const PASSWORD = 'seven green lanterns'
/** Everybody's in a demo. */
export const DEMO_PASSWORD = 'parley-demo'

/** Somebody who can sign in, already signed in for REST. */
export interface Person extends Agent {
  caller: Caller
}

export interface House {
  server: Server
  boss: Person
  ann: Person
  bob: Person
  queue: Queue
  inbox: Inbox
}

const ON_SITES = new Set(['webchat'])

/** The inbox that a site's widget shows, among those of all channels. */
export function siteInbox({ items }: Page<Inbox>): Inbox {
  const found = items.find((one) => ON_SITES.has(one.channel))
  if (!found) throw new Error('no inbox for a site')
  return found
}

export interface HouseOptions {
  locale?: string
  queue?: Partial<QueueBody>
  inbox?: Partial<InboxBody>
}

export async function furnish(server: Server, options: HouseOptions = {}): Promise<House> {
  const caller = new Caller(server)
  const me = await caller.post<Me>('/setup', {
    company: 'Lantern Tea',
    locale: options.locale ?? 'en',
    time_zone: 'Asia/Shanghai',
    name: 'Ada Boss',
    email: 'ada@lantern.example',
    password: PASSWORD,
  })
  const queue = await caller.post<Queue>('/queues', {
    name: 'Sales',
    strategy: 'longest_idle',
    offer_seconds: 20,
    wrap_up_seconds: 0,
    ...options.queue,
  } satisfies QueueBody)
  const inbox = await caller.post<Inbox>('/inboxes', {
    name: 'Shop',
    queue_id: queue.id,
    ...options.inbox,
  } satisfies InboxBody)
  const boss = { ...me.agent, caller }
  const ann = await employ(boss, { name: 'Ann', queue_ids: [queue.id] })
  const bob = await employ(boss, { name: 'Bob', queue_ids: [queue.id] })
  return { server, boss, ann, bob, queue, inbox }
}

export async function employ(
  boss: Person,
  more: Partial<AgentBody> & { name: string },
): Promise<Person> {
  const body: AgentBody = {
    email: `${more.name.toLowerCase()}@lantern.example`,
    password: PASSWORD,
    role: 'agent',
    ...more,
  }
  const agent = await boss.caller.post<Agent>('/agents', body)
  const caller = new Caller(boss.caller.server)
  await caller.signIn(agent.email, body.password)
  return { ...agent, caller }
}

export async function visit(house: House, more: Partial<VisitorBody> = {}): Promise<Caller> {
  const credential = await new Caller(house.server).post<VisitorCredential>('/visitors', {
    inbox_key: house.inbox.public_key,
    locale: 'en',
    ...more,
  } satisfies VisitorBody)
  return new Caller(house.server, credential)
}
