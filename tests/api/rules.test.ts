// Tags, fields and VIP level of contacts; where a session goes, and who goes first.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Calendar, CalendarImport, CalendarPreview, ConditionCatalogue } from '@parley/api'
import type { Contact, ContactDetail, ContactScheme, SegmentMembers } from '@parley/api'
import type {
  EntryRules,
  EntryTrial,
  PriorityRule,
  PriorityRules,
  PriorityTrial,
} from '@parley/api'
import type { Queue, Said, Segments, Session, SessionRouting, WidgetConfig } from '@parley/api'
import { Server } from '../harness/server.ts'
import { furnish, visit } from '../harness/house.ts'
import type { House } from '../harness/house.ts'
import type { Caller } from '../harness/client.ts'
import { say, tell } from './support.ts'

const NOWHERE = '0190a6f0-0000-7000-8000-00000000dead'
const VIP = { fact: 'contact.vip_level', test: 'at_least', value: 1 } as const
const FAILED = { happened: 'queue_failed', test: 'at_least', times: 1, today: true } as const
const AGAIN = { fact: 'behaviour.visits_today', test: 'at_least', value: 2 } as const

let house: House
let boss: Caller

before(async () => {
  house = await furnish(await Server.start())
  boss = house.boss.caller
})
after(() => house.server.remove())

interface Guest {
  visitor: Caller
  session: Session
  leave: () => Promise<void>
}

/** Comes and waits: nobody is ready. */
async function come(visitor?: Caller, inboxKey = house.inbox.public_key): Promise<Guest> {
  const guest = visitor ?? (await visit(house))
  const widget = await guest.line({ inboxKey })
  const message = await say(widget, 'hello')
  const { items } = await boss.get<{ items: Session[] }>('/sessions?list=queue')
  const session = items.find((one) => one.conversation_id === message.conversation_id)
  assert.ok(session, 'it waits')
  widget.close()
  return { visitor: guest, session, leave: async () => void (await guest.post('/visitor/end')) }
}

const routing = (session: Session) => boss.get<SessionRouting>(`/sessions/${session.id}/routing`)
const rule = (name: string, when: object, seconds: number, each = '') =>
  ({ name, when, seconds, each, active: true }) as PriorityRule

test('tags and fields are set, kept under their ids, and held to their kinds', async () => {
  const made = await boss.patch<ContactScheme>('/contact-scheme', {
    tags: [
      { name: 'Gold', colour: '#c77700' },
      { name: '老客户', colour: '#1a9a5c' },
    ],
    fields: [
      { key: 'plan', name: 'Plan', kind: 'choice', choices: ['free', 'pro'] },
      { key: 'seats', name: 'Seats', kind: 'number', choices: [] },
      { key: 'since', name: 'Since', kind: 'date', choices: [] },
    ],
  })
  assert.deepEqual(
    made.tags.map((tag) => tag.name),
    ['Gold', '老客户'],
  )
  const [gold] = made.tags
  const renamed = await boss.patch<ContactScheme>('/contact-scheme', {
    tags: made.tags.map((tag) => (tag.id === gold?.id ? { ...tag, name: 'Gilded' } : tag)),
  })
  assert.equal(renamed.tags[0]?.id, gold?.id)
  assert.notEqual(renamed.version, made.version)
  assert.deepEqual(await boss.get('/contact-scheme'), renamed)
  for (const [body, answer] of [
    [{ tags: [{ name: 'a', colour: 'red' }] }, '400 bad_accent'],
    [{ tags: [{ id: NOWHERE, name: 'a', colour: '#000000' }] }, '404 tag_not_found'],
    [{ fields: [{ key: 'plan', name: 'P', kind: 'text', choices: [] }] }, '409 field_kind_fixed'],
    [{ fields: [{ key: 'No', name: 'P', kind: 'text', choices: [] }] }, '400 bad_field_key'],
    [{ fields: [{ key: 'x', name: 'X', kind: 'choice', choices: [] }] }, '400 no_choices'],
  ] as const)
    assert.equal(await tell(boss, 'PATCH', '/contact-scheme', body), answer, JSON.stringify(body))
  assert.equal(
    await tell(house.ann.caller, 'PATCH', '/contact-scheme', { tags: [] }),
    '403 permission_missing',
  )
})

test('a contact has tags, a level and values, one change at a time', async () => {
  const { session, leave } = await come()
  const path = `/contacts/${session.contact_id}`
  const { tags } = await boss.get<ContactScheme>('/contact-scheme')
  const ids = tags.map((tag) => tag.id)
  const set = await house.ann.caller.patch<Contact>(path, {
    vip_level: 2,
    tag_ids: [...ids].reverse(),
    fields: { plan: 'pro', seats: '012' },
  })
  assert.deepEqual([set.vip_level, set.tag_ids], [2, ids])
  assert.deepEqual(set.fields, { plan: 'pro', seats: '12' })
  const next = await boss.patch<Contact>(path, { fields: { seats: '', since: '2026-10-01' } })
  assert.deepEqual(next.fields, { plan: 'pro', since: '2026-10-01' })
  const { contact } = await boss.get<ContactDetail>(path)
  assert.deepEqual(contact, next)
  for (const [body, answer] of [
    [{ vip_level: 11 }, '400 out_of_range'],
    [{ tag_ids: [NOWHERE] }, '404 tag_not_found'],
    [{ fields: { nothing: 'x' } }, '404 field_not_found'],
    [{ fields: { since: '1.10.2026' } }, '400 bad_field_value'],
    [{ fields: { plan: 'gold' } }, '400 bad_field_value'],
  ] as const)
    assert.equal(await tell(boss, 'PATCH', path, body), answer, JSON.stringify(body))
  await leave()
})

test('the catalogue has the fields, and a condition is said in words', async () => {
  const { facts, happenings } = await boss.get<ConditionCatalogue>('/condition-catalogue')
  assert.equal(facts.find((fact) => fact.name === 'contact.field.seats')?.type, 'number')
  assert.ok(happenings.some((one) => one.name === 'queue_failed'))
  const { tags } = await boss.get<ContactScheme>('/contact-scheme')
  const condition = { fact: 'contact.tags', test: 'has', values: [tags[0]?.id] }
  const said = await boss.post<Said>('/condition-words', { condition })
  assert.match(said.en, /“Gilded”/)
  assert.match(said.zh, /「Gilded」|“Gilded”/)
  const nothing = { condition: { fact: 'contact.nothing', test: 'yes' } }
  assert.equal(await tell(boss, 'POST', '/condition-words', nothing), '400 unknown_fact')
})

test('priority rules order a queue, and each place says why', async () => {
  const rules = [
    rule('VIP', VIP, 300),
    rule('Gave up today', FAILED, 200),
    rule('Again', AGAIN, 60, 'behaviour.visits_today'),
  ]
  const set = await boss.patch<PriorityRules>('/priority-rules', { seconds_max: 450, rules })
  assert.equal(set.said.length, 3)
  assert.match(set.said[0]?.en ?? '', /VIP level at least 1/)

  const first = await come()
  const vip = await come()
  await boss.patch(`/contacts/${vip.session.contact_id}`, { vip_level: 1 })
  await vip.leave()
  const back = await come(vip.visitor)
  const told = await routing(back.session)
  // 300 for the level, 200 for giving up, 2 × 60 for the second visit: bounded at 450.
  assert.equal(told.position, 1)
  assert.equal(told.boost_ms, 450_000)
  assert.deepEqual(told.head_starts, [
    { rule: 'VIP', seconds: 300 },
    { rule: 'Gave up today', seconds: 200 },
    { rule: 'Again', seconds: 120 },
  ])
  const other = await routing(first.session)
  assert.equal(other.position, 2)
  assert.deepEqual(other.head_starts, [])
  assert.equal(other.ahead.boosted, 1)
  for (const guest of [first, back]) await guest.leave()
})

test('what happened to a contact, and why they stand where they do, outlast a restart', async () => {
  const guest = await come()
  await guest.leave()
  const again = await come(guest.visitor)
  const before = await routing(again.session)
  assert.equal(before.boost_ms, 320_000)
  await house.server.kill()
  await house.server.start()
  const after = await routing(again.session)
  assert.deepEqual(after.head_starts, before.head_starts)
  await again.leave()
  const third = await come(guest.visitor)
  assert.deepEqual((await routing(third.session)).head_starts, [
    { rule: 'Gave up today', seconds: 200 },
    { rule: 'Again', seconds: 180 },
  ])
  await third.leave()
})

test('a trial says which rule would give what, and what each test said', async () => {
  const guest = await come()
  const contact_id = guest.session.contact_id
  await guest.leave()
  const trial = await boss.post<PriorityTrial>('/priority-rules/try', { contact_id })
  assert.equal(trial.seconds, 320)
  assert.deepEqual(
    trial.rules.map((one) => [one.name, one.holds, one.seconds]),
    [
      ['VIP', false, 0],
      ['Gave up today', true, 200],
      ['Again', true, 120],
    ],
  )
  assert.deepEqual(
    trial.rules[0]?.tests.map(({ answer, decided }) => [answer, decided]),
    [['no', true]],
  )
  const draft = { contact_id, seconds_max: 5, rules: [rule('Everybody', { all: [] }, 10)] }
  const tried = await boss.post<PriorityTrial>('/priority-rules/try', draft)
  assert.deepEqual([tried.seconds, tried.is_bounded], [5, true])
  const path = '/priority-rules/try'
  assert.equal(await tell(boss, 'POST', path, { contact_id: NOWHERE }), '404 contact_not_found')
  assert.equal(await tell(house.ann.caller, 'POST', path, { contact_id }), '403 permission_missing')
})

test('a rule that cannot be asked is refused where it is wrong, and nothing is changed', async () => {
  const set = await boss.get<PriorityRules>('/priority-rules')
  const wrong = (when: object) => ({ rules: [rule('Fine', VIP, 1), rule('Wrong', when, 1)] })
  for (const [body, answer] of [
    [wrong({ fact: 'contact.nothing', test: 'yes' }), '400 unknown_fact'],
    [wrong({ any: [] }), '400 empty_condition'],
    [wrong({ within_calendar: NOWHERE }), '400 unknown_calendar'],
    [{ rules: [rule('', VIP, 1)] }, '400 missing_field'],
    [{ rules: [rule('x', VIP, 0)] }, '400 out_of_range'],
    [{ rules: [rule('x', VIP, 1, 'contact.tags')] }, '400 wrong_comparison'],
    [{ seconds_max: 86_401 }, '400 out_of_range'],
  ] as const)
    assert.equal(await tell(boss, 'PATCH', '/priority-rules', body), answer, JSON.stringify(body))
  assert.deepEqual(await boss.get('/priority-rules'), set)
})

test('a field that a rule asks about cannot go', async () => {
  const set = await boss.get<PriorityRules>('/priority-rules')
  const asks = { fact: 'contact.field.seats', test: 'more_than', value: 10 }
  await boss.patch('/priority-rules', { rules: [...set.rules, rule('Large', asks, 30)] })
  assert.equal(await tell(boss, 'PATCH', '/contact-scheme', { fields: [] }), '409 in_use')
  await boss.patch('/priority-rules', { rules: set.rules })
  assert.equal(await tell(boss, 'PATCH', '/contact-scheme', { fields: [] }), 'ok')
})

test('the first entry rule that holds decides; without one it is the queue of the inbox', async () => {
  const law = await boss.post<Queue>('/queues', { name: 'Law' })
  const set = await boss.patch<EntryRules>('/entry-rules', {
    rules: [
      { name: 'VIP', when: VIP, queue_id: law.id, active: true },
      { name: 'To Bob', when: AGAIN, agent_id: house.bob.id, active: true },
    ],
  })
  assert.equal(set.said.length, 2)
  const guest = await come()
  assert.equal(guest.session.queue_id, house.queue.id)
  assert.equal((await routing(guest.session)).entry_rule, '')
  const { contact_id } = guest.session
  await guest.leave()

  const trial = await boss.post<EntryTrial>('/entry-rules/try', { contact_id })
  assert.deepEqual([trial.taken, trial.queue_id, trial.agent_id], [1, house.queue.id, house.bob.id])
  assert.deepEqual(
    trial.rules.map((one) => one.holds),
    [false, true],
  )
  await boss.patch(`/contacts/${contact_id}`, { vip_level: 3 })
  const again = await come(guest.visitor)
  assert.equal(again.session.queue_id, law.id)
  assert.equal((await routing(again.session)).entry_rule, 'VIP')
  await again.leave()

  await boss.patch(`/queues/${law.id}`, { active: false })
  const passed = await boss.post<EntryTrial>('/entry-rules/try', { contact_id })
  assert.equal(passed.taken, 1, 'a queue that is not there is passed over')
  for (const [rules, answer] of [
    [[{ name: 'x', when: VIP, active: true }], '400 entry_target'],
    [[{ name: 'x', when: VIP, queue_id: NOWHERE, active: true }], '404 queue_not_found'],
    [[{ name: 'x', when: VIP, agent_id: NOWHERE, active: true }], '404 agent_not_found'],
  ] as const)
    assert.equal(await tell(boss, 'PATCH', '/entry-rules', { rules }), answer)
  await boss.patch('/entry-rules', { rules: [] })
})

test('a rule asks where a contact is: by their number, else by where their page is read', async () => {
  const when = { fact: 'contact.region', test: 'is', value: 'CN' } as const
  await boss.patch('/entry-rules', {
    rules: [{ name: 'Mainland', when, queue_id: house.queue.id, active: true }],
  })
  for (const [told, holds, locale] of [
    [{ locale: 'zh-CN' }, true, 'zh-CN'],
    [{ locale: 'zh-CN-u-rg-hkzzzz' }, false, 'zh-CN'],
    [{ locale: 'en', phone: '+86 138 0000 1111' }, true, 'en'],
    [{ locale: 'zh-CN', phone: '+44 20 7946 0958' }, false, 'zh-CN'],
    [{ locale: 'zh-CN', phone: '13800001111' }, true, 'zh-CN'],
    [{ locale: 'en' }, false, 'en'],
  ] as const) {
    const guest = await come(await visit(house, told))
    const rule = (await routing(guest.session)).entry_rule
    assert.equal(rule, holds ? 'Mainland' : '', JSON.stringify(told))
    assert.equal(guest.session.contact_locale, locale)
    await guest.leave()
  }
  await boss.patch('/entry-rules', { rules: [] })
})

const NEVER = { zone: '', week: {}, exceptions: [] }
const HOLIDAY = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'BEGIN:VEVENT',
  'UID:1',
  `DTSTART;VALUE=DATE:${new Date().getFullYear() + 1}0501`,
  'SUMMARY:Labour Day',
  'END:VEVENT',
  'BEGIN:VTODO',
  'UID:2',
  'SUMMARY:Buy tea',
  'END:VTODO',
  'END:VCALENDAR',
  '',
].join('\r\n')

test('a calendar is kept, drawn over the coming week, and takes holidays out of a file', async () => {
  const day = [
    { from: '09:00', to: '12:00' },
    { from: '22:00', to: '02:00' },
  ]
  const terms = { zone: 'Asia/Shanghai', week: { monday: day }, exceptions: [] }
  const made = await boss.post<Calendar>('/calendars', { name: 'Mondays', terms })
  assert.deepEqual(made.terms, terms)
  const preview = await boss.post<CalendarPreview>('/calendars/preview', { terms })
  assert.equal(preview.zone, 'Asia/Shanghai')
  assert.equal(preview.offset_seconds, 8 * 3600)
  const lengths = preview.open.map((one) => (one.end_at - one.begin_at) / 3_600_000)
  assert.ok(lengths.includes(3) && lengths.length >= 2, JSON.stringify(lengths))

  const read = await boss.post<CalendarImport>('/calendars/import', {
    terms,
    text: HOLIDAY,
    opens: false,
  })
  assert.equal(read.taken, 1)
  assert.equal(read.terms.exceptions[0]?.name, 'Labour Day')
  assert.deepEqual(
    read.left_out.map((one) => one.why),
    ['other_component'],
  )
  const kept = await boss.patch<Calendar>(`/calendars/${made.id}`, { terms: read.terms })
  assert.deepEqual(kept.terms, read.terms)
  for (const [body, answer] of [
    [{ name: 'x', terms: { ...NEVER, zone: 'Moon/Crater' } }, '400 unknown_time_zone'],
    [{ name: '', terms: NEVER }, '400 missing_field'],
    [{ name: 'x', terms: { ...NEVER, week: { someday: day } } }, '400 unknown_field'],
    [{ name: 'x', terms: { ...NEVER, week: { monday: [...day, ...day] } } }, '400 bad_hours'],
  ] as const)
    assert.equal(await tell(boss, 'POST', '/calendars', body), answer, JSON.stringify(body))
  const text = 'no calendar'
  const broken = { terms: NEVER, text, opens: false }
  assert.equal(await tell(boss, 'POST', '/calendars/import', broken), '400 icalendar_malformed')
  assert.equal(await tell(boss, 'DELETE', `/calendars/${made.id}`), 'ok')
  assert.equal(await tell(boss, 'GET', `/calendars/${made.id}`), '404 calendar_not_found')
})

test('a queue that is closed takes messages, hands on, or turns away', async () => {
  const never = await boss.post<Calendar>('/calendars', { name: 'Never', terms: NEVER })
  const night = await boss.post<Queue>('/queues', { name: 'Night' })
  const path = `/queues/${house.queue.id}`
  const config = () => boss.get<WidgetConfig>(`/widget/${house.inbox.public_key}`)
  await boss.patch(path, { calendar_id: never.id, closed_text: 'Until nine tomorrow.' })
  assert.equal(await tell(boss, 'DELETE', `/calendars/${never.id}`), '409 in_use')
  assert.equal((await config()).closed_text, 'Until nine tomorrow.')
  assert.equal((await config()).staffed, false)
  const message = await come()
  assert.equal(message.session.left_message, true)
  await message.leave()

  assert.equal(await tell(boss, 'PATCH', path, { closed: 'other_queue' }), '400 missing_field')
  await boss.patch(path, { closed: 'other_queue', closed_queue_id: night.id })
  const handed = await come()
  assert.equal(handed.session.queue_id, night.id)
  await handed.leave()

  await boss.patch(path, { closed: 'turn_away' })
  assert.equal((await config()).turns_away, true)
  const visitor = await visit(house)
  const widget = await visitor.line({ inboxKey: house.inbox.public_key })
  await assert.rejects(say(widget, 'hello'), /queue_closed/)
  widget.close()
  await boss.patch(path, { calendar_id: null, closed: 'leave_message', closed_queue_id: null })
  assert.equal(await tell(boss, 'DELETE', `/calendars/${never.id}`), 'ok')
})

test('a queue that is full takes messages where it is told to', async () => {
  const path = `/queues/${house.queue.id}`
  const refused = async () => {
    const visitor = await visit(house)
    const widget = await visitor.line({ inboxKey: house.inbox.public_key })
    const why = await say(widget, 'hello').then(() => 'taken', String)
    widget.close()
    return why
  }
  assert.equal((await boss.get<Queue>(path)).when_full, 'turn_away')
  assert.equal(await tell(boss, 'PATCH', path, { when_full: 'sing' }), '400 unknown_value')
  await boss.patch(path, { waiting_max: 1, left_messages_max: 2 })
  const first = await come()
  assert.match(await refused(), /queue_full/)
  await boss.patch(path, { when_full: 'leave_message' })
  const second = await come()
  assert.equal(second.session.left_message, true)
  assert.match(await refused(), /messages_full/)
  await first.leave()
  await second.leave()
  await boss.patch(path, { waiting_max: 1_000, left_messages_max: 1_000, when_full: 'turn_away' })
})

test('a rule asks whether a calendar is open, and holds it', async () => {
  const never = await boss.post<Calendar>('/calendars', { name: 'Never', terms: NEVER })
  const open = { within_calendar: never.id }
  await boss.patch('/priority-rules', { rules: [rule('Closed', { not: open }, 30)] })
  const guest = await come()
  assert.equal((await routing(guest.session)).boost_ms, 30_000)
  await guest.leave()
  assert.equal(await tell(boss, 'DELETE', `/calendars/${never.id}`), '409 in_use')
  await boss.patch('/priority-rules', { rules: [] })
  assert.equal(await tell(boss, 'DELETE', `/calendars/${never.id}`), 'ok')
})

test('a segment has its members as of now, and rules ask about it', async () => {
  const when = { fact: 'contact.vip_level', test: 'at_least', value: 7 }
  const { segments } = await boss.patch<Segments>('/segments', {
    segments: [{ name: 'Highest', when }],
  })
  const id = segments[0]?.id ?? assert.fail()
  const members = () => boss.get<SegmentMembers>(`/segments/${id}/members`)
  assert.equal((await members()).count, 0)
  const guest = await come()
  const { contact_id } = guest.session
  await boss.patch(`/contacts/${contact_id}`, { vip_level: 8 })
  const now = await members()
  assert.deepEqual([now.count, now.is_whole, now.newest[0]?.id], [1, true, contact_id])
  await guest.leave()
  const asks = { fact: 'contact.segments', test: 'has', values: [id] }
  await boss.patch('/priority-rules', { rules: [rule('Highest', asks, 40)] })
  const again = await come(guest.visitor)
  assert.equal((await routing(again.session)).boost_ms, 40_000)
  await again.leave()

  assert.equal(await tell(boss, 'PATCH', '/segments', { segments: [] }), '409 in_use')
  const inner = { segments: [{ name: 'x', when: asks }] }
  assert.equal(await tell(boss, 'PATCH', '/segments', inner), '400 segment_of_segment')
  assert.equal(
    await tell(house.ann.caller, 'GET', `/segments/${id}/members`),
    '403 permission_missing',
  )
  await boss.patch('/priority-rules', { rules: [] })
  assert.equal(await tell(boss, 'PATCH', '/segments', { segments: [] }), 'ok')
  assert.equal(await tell(boss, 'GET', `/segments/${id}/members`), '404 segment_not_found')
})
