// The floor and the figures by the database's rows alone: the floor by the rows that a restart would
// begin from, figures by facts, messages and the event spine.

import type { Server } from '../harness/server.ts'
import { floorIn } from './book.ts'
import { add, nothing, type Count, type Tally, TOTAL } from './figures.ts'
import { plain, rows } from './rows.ts'

/** By id, as the API gives it. */
export interface Names {
  queues: ReadonlyMap<string, string>
  agents: ReadonlyMap<string, string>
}

const nameIn = (names: ReadonlyMap<string, string>) => {
  const byId = new Map([...names].map(([id, name]) => [plain(id), name]))
  return (id: string) => byId.get(id)
}

export async function storedFloor(server: Server, names: Names): Promise<Map<string, string>> {
  const queueOf = nameIn(names.queues)
  const agentOf = nameIn(names.agents)
  const items = await rows<{ queue: string; agent: string; state: string; share: number }>(
    server,
    `SELECT id(queue_id) AS queue, id(agent_id) AS agent, state, share FROM work_item
     WHERE state <> 'finished'`,
  )
  const besides = await rows<{ agent: string; share: number }>(
    server,
    `SELECT id(agent_id) AS agent, share FROM colleague WHERE state = 'joined'`,
  )
  const agents = await rows<{ id: string; presence: string; queues: string }>(
    server,
    `SELECT id(id) AS id, presence, queues FROM agent WHERE active = 1`,
  )
  const is = (queue: string, state: string) =>
    items.filter((one) => queueOf(one.queue) === queue && one.state === state).length
  return floorIn({
    queues: [...names.queues].map(([id, name]) => ({
      name,
      waiting: is(name, 'waiting'),
      offered: is(name, 'offered'),
      staffed: agents.filter(
        (one) => one.presence === 'ready' && plain(one.queues).includes(plain(id)),
      ).length,
    })),
    agents: agents.map(({ id, presence }) => {
      const theirs = items.filter((one) => one.agent === id)
      const beside = besides.filter((one) => one.agent === id)
      return {
        name: agentOf(id) ?? id,
        presence,
        served: theirs.filter((one) => one.state === 'assigned').length,
        load: [...theirs, ...beside].reduce((sum, one) => sum + Number(one.share), 0),
      }
    }),
  })
}

interface Fact {
  first: string
  queue: string
  closer: string
  human: string
  assigned: number
  closed: number
  invited: number
  score: number
  call: number
  valid: number
  repeated: number
  transfers: number
  contact_said: number
  human_said: number
}
const FACTS = `SELECT id(first_queue_id) AS first, id(queue_id) AS queue,
  id(closed_agent_id) AS closer, id(human_agent_id) AS human, assigned_at AS assigned,
  closed_at AS closed, invited_at AS invited, score, is_call AS call, is_valid AS valid,
  is_repeated AS repeated, transfers, messages_contact AS contact_said,
  messages_human AS human_said FROM session_fact`

/** Every figure's counts. */
export async function storedTally(server: Server, names: Names): Promise<Tally> {
  const tally: Tally = new Map([[TOTAL, nothing()]])
  const look = { server, tally, queueOf: nameIn(names.queues), agentOf: nameIn(names.agents) }
  for (const fact of await rows<Fact>(server, FACTS)) countFact(look, fact)
  await countWaits(look)
  await countStints(look)
  await countOffers(look)
  await countMessages(look)
  return tally
}

interface Look {
  server: Server
  tally: Tally
  queueOf: (id: string) => string | undefined
  agentOf: (id: string) => string | undefined
}

function countFact({ tally, queueOf, agentOf }: Look, fact: Fact) {
  const queue = queueOf(fact.queue)
  const count = (what: Count, agent?: string, by = 1) =>
    add(tally, [TOTAL, queue, agent && agentOf(agent)], what, by)
  add(tally, [TOTAL, queueOf(fact.first)], 'opened')
  if (fact.invited > 0) count('invited', fact.human)
  if (fact.score > 0) {
    count('rated', fact.human)
    count('score_sum', fact.human, fact.score)
    if (fact.score >= 4) count('good', fact.human)
  }
  if (Number(fact.closed) === 0) return
  count('closed', fact.closer)
  if (Number(fact.assigned) === 0) return
  count('closed_served', fact.closer)
  if (fact.valid) count('valid', fact.closer)
  if (fact.repeated) count('repeated', fact.closer)
  if (fact.human_said > 0 || (fact.call && fact.valid)) count('replied', fact.closer)
  if (fact.call) return
  if (fact.contact_said === 0) count('silent', fact.closer)
  else if (fact.human_said === 0) count('never_replied', fact.closer)
}

const ENDS: Record<string, Count> = {
  answered: 'answered',
  abandoned: 'abandoned',
  flowed_out: 'flow_out',
}

async function countWaits({ server, tally, queueOf }: Look) {
  const waits = await rows<{ queue: string; number: number; ending: string }>(
    server,
    'SELECT id(queue_id) AS queue, number, ending FROM wait',
  )
  for (const { queue, number, ending } of waits) {
    const names = [TOTAL, queueOf(queue)]
    if (number === 1) add(tally, names, 'asked')
    const end = ENDS[ending]
    if (end) add(tally, names, end)
  }
}

async function countStints({ server, tally, queueOf, agentOf }: Look) {
  const stints = await rows<{
    queue: string
    agent: string
    number: number
    ending: string
    first_transfer: number
  }>(
    server,
    `SELECT id(queue_id) AS queue, id(agent_id) AS agent, number, ending,
     is_first_transfer AS first_transfer FROM stint`,
  )
  for (const one of stints) {
    const [queue, agent] = [queueOf(one.queue), agentOf(one.agent)]
    const names = [TOTAL, queue, agent]
    add(tally, names, 'stints')
    add(tally, one.number === 1 ? names : [agent], 'assigned')
    if (one.ending === 'transfer') add(tally, names, 'transfers_out')
    if (one.first_transfer) add(tally, names, 'transferred')
  }
}

const MISSED = new Set(['timed_out', 'declined', 'item_left'])

async function countOffers({ server, tally, queueOf, agentOf }: Look) {
  const events = await rows<{
    type: string
    queue: string
    agent: string
    former: string
    detail: string
    session: string
  }>(
    server,
    `SELECT type, id(queue_id) AS queue, id(agent_id) AS agent, id(former_agent_id) AS former,
     detail, id(session_id) AS session FROM event
     WHERE type IN ('session_offered', 'session_offer_withdrawn', 'session_assigned')
     ORDER BY seq`,
  )
  const asked = new Map<string, string>()
  for (const { type, queue, agent, former, detail, session } of events) {
    const whose = agentOf(type === 'session_offer_withdrawn' ? former : agent)
    const count = (what: Count) => add(tally, [TOTAL, queueOf(queue), whose], what)
    if (type === 'session_offered') {
      count('offers')
      asked.set(session, agent)
      continue
    }
    if (type === 'session_assigned') {
      if (asked.get(session) === agent) count('accepted')
    } else if (MISSED.has(detail)) {
      count('missed')
      if (detail === 'item_left') count('contact_left')
    } else {
      count('withdrawn')
    }
    asked.delete(session)
  }
}

/** In whose stint they came, and in no one's while the session waits. */
async function countMessages({ server, tally, queueOf, agentOf }: Look) {
  const messages = await rows<{ queue: string; sender: string }>(
    server,
    `SELECT id(e.queue_id) AS queue, m.sender AS sender FROM event e
     JOIN message m ON m.id = e.message_id WHERE e.type = 'message_posted'
     AND m.visibility = 'everyone' AND m.kind <> 'call' AND m.sender <> 'system'`,
  )
  for (const { queue, sender } of messages)
    add(tally, [TOTAL, queueOf(queue)], sender === 'agent' ? 'messages_human' : 'messages_contact')
  const stints = await rows<{ agent: string; contact: number; human: number }>(
    server,
    `SELECT id(agent_id) AS agent, messages_contact AS contact, messages_human AS human
     FROM stint`,
  )
  for (const { agent, contact, human } of stints) {
    add(tally, [agentOf(agent)], 'messages_contact', Number(contact))
    add(tally, [agentOf(agent)], 'messages_human', Number(human))
  }
}
