// What a test did to a house, kept by itself, and what the house must say of it from then on: where
// everybody and everything stands, and each figure of the reports.

import { add, type Count, nothing, type Tally, TOTAL } from './figures.ts'

export interface Standing {
  queue: string
  state: 'queued' | 'offered' | 'assigned' | 'closed'
  /** Who serves it, or is asked. */
  agent: string | undefined
  share: number
  isCall: boolean
  /** A message was left: no wait of it is answered. */
  isLeft: boolean
  contactSaid: number
  humanSaid: number
  /** Who spoke last for the house: whose a rating is. */
  human: string | undefined
  stints: number
  transfers: number
}

interface Opening {
  share: number
  isCall?: boolean
  /** The queue it was opened for, where it waits in another. */
  first?: string
  left?: boolean
}

interface Agent {
  presence: 'ready' | 'away' | 'offline'
  queues: readonly string[]
  /** Of others' sessions, as an adviser or a guest. */
  besides: number
}

export class Book {
  readonly sessions = new Map<string, Standing>()
  readonly agents = new Map<string, Agent>()
  readonly tally: Tally = new Map([[TOTAL, nothing()]])
  readonly queues: readonly string[]

  constructor(queues: readonly string[]) {
    this.queues = queues
  }

  employs(name: string, queues: readonly string[] = []) {
    this.agents.set(name, { presence: 'offline', queues, besides: 0 })
  }

  agent(name: string): Agent {
    const agent = this.agents.get(name)
    if (!agent) throw new Error(`nobody is called ${name}`)
    return agent
  }

  session(name: string): Standing {
    const session = this.sessions.get(name)
    if (!session) throw new Error(`no session is called ${name}`)
    return session
  }

  #count(what: Count, queue: string | undefined, agent?: string, by = 1) {
    add(this.tally, [TOTAL, queue, agent], what, by)
  }

  /** What the next session of this contact is called here. */
  titleFor(name: string): string {
    return this.sessions.has(name) ? `${name} again` : name
  }

  /** A contact comes, by what they say first or by telephone. */
  opens(title: string, queue: string, more: Opening) {
    this.#count('opened', more.first ?? queue)
    this.#count('asked', queue)
    if (more.left) this.#count('flow_out', queue)
    this.sessions.set(title, {
      queue,
      state: 'queued',
      agent: undefined,
      share: more.share,
      isCall: more.isCall ?? false,
      isLeft: more.left ?? false,
      contactSaid: 0,
      humanSaid: 0,
      human: undefined,
      stints: 0,
      transfers: 0,
    })
    if (more.isCall) return
    // Their words came before they had to go elsewhere.
    this.session(title).contactSaid++
    this.#count('messages_contact', more.first ?? queue)
  }

  offered(name: string, agent: string) {
    const session = this.session(name)
    session.state = 'offered'
    session.agent = agent
    this.#count('offers', session.queue, agent)
  }

  declined(name: string) {
    const session = this.session(name)
    this.#count('missed', session.queue, session.agent)
    this.agent(session.agent ?? '').presence = 'away'
    session.state = 'queued'
    session.agent = undefined
  }

  accepted(name: string) {
    const session = this.session(name)
    this.#count('accepted', session.queue, session.agent)
    if (!session.isLeft) this.#count('answered', session.queue)
    this.#begins(session, session.agent ?? '')
  }

  /** A colleague who was asked takes it over, or a supervisor does. */
  handedTo(name: string, agent: string) {
    const session = this.session(name)
    this.#count('transfers_out', session.queue, session.agent)
    if (session.transfers++ === 0) this.#count('transferred', session.queue, session.agent)
    this.#begins(session, agent)
  }

  #begins(session: Standing, agent: string) {
    const isFirst = session.stints++ === 0
    // Everybody's counts a session once, an agent's each time they had it.
    add(this.tally, isFirst ? [TOTAL, session.queue, agent] : [agent], 'assigned')
    this.#count('stints', session.queue, agent)
    session.state = 'assigned'
    session.agent = agent
  }

  contactSays(name: string) {
    const session = this.session(name)
    session.contactSaid++
    const agent = session.state === 'assigned' ? session.agent : undefined
    this.#count('messages_contact', session.queue, agent)
  }

  humanSays(name: string, by?: string) {
    const session = this.session(name)
    session.humanSaid++
    session.human = by ?? session.agent
    this.#count('messages_human', session.queue, session.agent)
  }

  /** By its agent, or by a contact who was served; a call: with five seconds of talk, or less. */
  closes(name: string, talked = false) {
    const session = this.session(name)
    const { queue, agent, contactSaid, humanSaid, isCall } = session
    const count = (what: Count) => this.#count(what, queue, agent)
    session.state = 'closed'
    count('closed')
    count('closed_served')
    this.#count('invited', queue, session.human ?? agent)
    if (isCall ? talked : contactSaid > 0 && humanSaid > 0) count('valid')
    if (isCall ? talked : humanSaid > 0) count('replied')
    if (!isCall && contactSaid === 0) count('silent')
    if (!isCall && contactSaid > 0 && humanSaid === 0) count('never_replied')
  }

  /** The contact goes while nobody has served them. */
  abandons(name: string) {
    const session = this.session(name)
    if (session.state === 'offered') {
      this.#count('missed', session.queue, session.agent)
      this.#count('contact_left', session.queue, session.agent)
    }
    session.state = 'closed'
    this.#count('closed', session.queue)
    this.#count('abandoned', session.queue)
  }

  rates(name: string, score: number) {
    const { queue, human } = this.session(name)
    this.#count('rated', queue, human)
    this.#count('score_sum', queue, human, score)
    if (score >= 4) this.#count('good', queue, human)
  }

  /** The same contact comes again to the queue, so soon that they were not done with. */
  repeats(name: string) {
    const { queue, agent } = this.session(name)
    this.#count('repeated', queue, agent)
  }

  /** As the wallboard names everything. */
  floor(): Map<string, string> {
    const open = [...this.sessions.values()].filter((one) => one.state !== 'closed')
    const agents = [...this.agents].map(([name, agent]) => ({
      name,
      ...agent,
      sessions: open.filter((one) => one.agent === name),
    }))
    const of = (queue: string, state: Standing['state']) =>
      open.filter((one) => one.queue === queue && one.state === state).length
    return floorIn({
      queues: this.queues.map((name) => ({
        name,
        waiting: of(name, 'queued'),
        offered: of(name, 'offered'),
        staffed: agents.filter((one) => one.presence === 'ready' && one.queues.includes(name))
          .length,
      })),
      agents: agents.map(({ name, presence, besides, sessions }) => ({
        name,
        presence,
        served: sessions.filter((one) => one.state === 'assigned').length,
        load: sessions.reduce((sum, one) => sum + one.share, besides),
      })),
    })
  }
}

export interface FloorTold {
  queues: readonly { name: string; waiting: number; offered: number; staffed: number }[]
  agents: readonly { name: string; presence: string; served: number; load: number }[]
}
const CAPACITY = 100

/** Everything the wallboard shows in numbers, by name. */
export function floorIn({ queues, agents }: FloorTold): Map<string, string> {
  const told = new Map<string, string>()
  const sum = (numbers: number[]) => String(numbers.reduce((all, one) => all + one, 0))
  told.set('waiting', sum(queues.map((one) => one.waiting)))
  told.set('served', sum(agents.map((one) => one.served)))
  for (const stand of ['free', 'serving', 'full', 'away', 'offline'])
    told.set(stand, String(agents.filter((one) => standOf(one) === stand).length))
  for (const { name, waiting, offered, staffed } of queues) {
    told.set(`${name}: waiting`, String(waiting))
    told.set(`${name}: offered`, String(offered))
    told.set(`${name}: ready`, String(staffed))
  }
  for (const one of agents) {
    told.set(`${one.name}: stands`, standOf(one))
    told.set(`${one.name}: served`, String(one.served))
    told.set(`${one.name}: load`, String(one.load))
  }
  return told
}

function standOf({ presence, load }: FloorTold['agents'][number]): string {
  if (presence !== 'ready') return presence
  if (load >= CAPACITY) return 'full'
  return load > 0 ? 'serving' : 'free'
}
