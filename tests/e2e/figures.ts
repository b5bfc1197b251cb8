// Figures of a report from plain counts, by docs/guide/reports.md and not by the product's code: so
// that what a test did, and what the database holds, can be said in a report's own words.

/** What is counted, of everybody and of each queue and agent. */
export const COUNTS = [
  'opened',
  'asked',
  'assigned',
  'closed',
  'closed_served',
  'valid',
  'silent',
  'never_replied',
  'replied',
  'messages_contact',
  'messages_human',
  'transferred',
  'transfers_out',
  'answered',
  'abandoned',
  'flow_out',
  'offers',
  'accepted',
  'missed',
  'contact_left',
  'withdrawn',
  'stints',
  'invited',
  'rated',
  'good',
  'score_sum',
  'repeated',
] as const
export type Count = (typeof COUNTS)[number]
export type Counts = Record<Count, number>

export const TOTAL = 'Total'
/** By the row's name: everybody's, a queue's, an agent's. */
export type Tally = Map<string, Counts>

export const nothing = (): Counts =>
  Object.fromEntries(COUNTS.map((one) => [one, 0])) as unknown as Counts

export function add(tally: Tally, names: Iterable<string | undefined>, what: Count, by = 1) {
  for (const name of names) {
    if (name === undefined) continue
    const counts = tally.get(name) ?? nothing()
    counts[what] += by
    tally.set(name, counts)
  }
}

const whole = (number: number) => new Intl.NumberFormat('en').format(number)
const NONE = '–'
const share = (top: number, bottom: number) =>
  bottom === 0 ? NONE : `${(Math.round((top / bottom) * 1000) / 10).toFixed(1)}%`
const number = (top: number, bottom: number) =>
  bottom === 0 ? NONE : String(Math.round((top / bottom) * 100) / 100)

export const FIGURES: Readonly<Record<string, (c: Counts) => string>> = {
  sessions_opened: (c) => whole(c.opened),
  sessions_assigned: (c) => whole(c.assigned),
  sessions_closed: (c) => whole(c.closed),
  valid_sessions: (c) => whole(c.valid),
  valid_rate: (c) => share(c.valid, c.closed_served),
  silent_visitors: (c) => whole(c.silent),
  never_replied: (c) => whole(c.never_replied),
  reply_rate: (c) => share(c.replied, c.closed_served),
  messages_contact: (c) => whole(c.messages_contact),
  messages_human: (c) => whole(c.messages_human),
  answer_ask_ratio: (c) => number(c.messages_human, c.messages_contact),
  sessions_transferred: (c) => whole(c.transferred),
  human_requested: (c) => whole(c.asked),
  answered: (c) => whole(c.answered),
  abandoned: (c) => whole(c.abandoned),
  flow_out: (c) => whole(c.flow_out),
  answer_rate: (c) => share(c.answered, c.answered + c.abandoned),
  abandon_rate: (c) => share(c.abandoned, c.answered + c.abandoned),
  stints: (c) => whole(c.stints),
  offers: (c) => whole(c.offers),
  offer_miss: (c) => whole(c.missed),
  pickup_rate: (c) => share(c.accepted, c.offers - c.contact_left - c.withdrawn),
  transfers_out: (c) => whole(c.transfers_out),
  invited: (c) => whole(c.invited),
  rated: (c) => whole(c.rated),
  survey_rate: (c) => share(c.rated, c.invited),
  survey_coverage: (c) => share(c.rated, c.closed_served),
  csat: (c) => share(c.good, c.rated),
  csat_mean: (c) => number(c.score_sum, c.rated),
  repeated: (c) => whole(c.repeated),
}
