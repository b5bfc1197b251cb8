// Two workspaces in one installation. There is no call that makes a second one, so another server's
// database is joined to this one's while both are down; from then on it is the real program again.

import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { Attachment, Calendar, Call, ContactScheme, MadeApiKey, Page } from '@parley/api'
import type { Segments, SignIn, Trunk } from '@parley/api'
import type { WebhookDelivery, WebhookMade } from '@parley/api'
import type { CapacityProfile, PresenceReason, WrapUpCode } from '@parley/api'
import { furnish } from '../harness/house.ts'
import type { House } from '../harness/house.ts'
import { Server } from '../harness/server.ts'
import { chat } from './support.ts'
import { answering, callWhen, connect, hasSipp, isUp, outside, taken } from './telephone.ts'
import { THEIRS, type Lines, type Telephony } from './telephone.ts'
import type { Chat } from './support.ts'

/** Everything in a workspace that has an id. */
export interface Things {
  agent: string
  queue: string
  inbox: string
  inbox_key: string
  session: string
  conversation: string
  contact: string
  attachment: string
  sign_in: string
  api_key: string
  calendar: string
  segment: string
  tag: string
  trunk: string
  phone: string
  phone_number: string
  wrap_up_code: string
  capacity_profile: string
  presence_reason: string
  /** Where sipp is not installed these are of nobody: there are no calls then. */
  call: string
  leg: string
  recording: string
  visitor: { visitor_id: string; secret: string }
}

export interface Followed extends Things {
  webhook: string
  delivery: string
}

const TABLES = `account sign_in api_key workspace agent presence_interval queue inbox contact identity
  conversation session session_detail work_item message attachment survey survey_answer event
  webhook webhook_delivery contact_scheme rule_list contact_history calendar trunk phone phone_number
  voice_settings call leg recording
  wrap_up_code capacity_profile presence_reason colleague callback`
/** Of the neighbours' number: one is had once only in an installation. */
const THEIR_NUMBER = '+861066668888'
export const NOWHERE = '0190a6f0-0000-7000-8000-00000000dead'

type Spoken = Pick<Things, 'call' | 'leg' | 'recording'>
const silent: Spoken = { call: NOWHERE, leg: NOWHERE, recording: NOWHERE }

/** A call of three that was recorded, and is over. */
async function spoken(house: House, telephony: Telephony, trunk: Trunk): Promise<Spoken> {
  if (!hasSipp) return silent
  const { ann } = house
  await answering(house, trunk)
  const { desk, call, path } = await taken(house, telephony.port, ann, THEIR_NUMBER)
  await ann.caller.post(`${path}/consult`, { number: THEIRS })
  await outside(ann, call.id)
  await ann.caller.post(`${path}/conference`)
  await callWhen(ann, call.id, (one) => one.recordings.length === 1)
  const over = await ann.caller.post<Call>(`${path}/hang-up`)
  await callWhen(ann, call.id, (one) => (one.recordings[0]?.bytes ?? 0) > 0)
  desk.close()
  return {
    call: call.id,
    leg: over.legs[0]?.id ?? '',
    recording: over.recordings[0]?.id ?? '',
  }
}

/** What rules speak of. */
async function ruled({ boss }: House): Promise<Pick<Things, 'calendar' | 'segment' | 'tag'>> {
  const hours = { name: 'Hours', terms: { zone: '', week: {}, exceptions: [] } }
  const calendar = await boss.caller.post<Calendar>('/calendars', hours)
  const everybody = { segments: [{ name: 'Everybody', when: { all: [] } }] }
  const { segments } = await boss.caller.patch<Segments>('/segments', everybody)
  const gold = { tags: [{ name: 'Gold', colour: '#c77700' }] }
  const { tags } = await boss.caller.patch<ContactScheme>('/contact-scheme', gold)
  return { calendar: calendar.id, segment: segments[0]?.id ?? '', tag: tags[0]?.id ?? '' }
}

async function thingsOf(
  house: House,
  talk: Chat,
  lines: Lines,
  { call, leg, recording }: Spoken,
): Promise<Followed> {
  const [signIn] = (await house.ann.caller.get<Page<SignIn>>('/sign-ins')).items
  const file = await talk.visitor.upload<Attachment>('/attachments?name=a.txt', Buffer.from('a'))
  const made = await house.boss.caller.post<MadeApiKey>('/api-keys', {
    name: 'Till',
    scopes: ['settings_read'],
  })
  // Nobody is there: nothing leaves this machine.
  const body = { url: 'https://receiver.invalid/', events: ['webhook_deleted'] }
  const { webhook } = await house.boss.caller.post<WebhookMade>('/webhooks', body)
  const sent = await house.boss.caller.post<WebhookDelivery>(`/webhooks/${webhook.id}/test`)
  const { caller } = house.boss
  const code = await caller.post<WrapUpCode>('/wrap-up-codes', { name: 'Refund' })
  const reason = await caller.post<PresenceReason>('/presence-reasons', { name: 'Errand' })
  const profile = await caller.post<CapacityProfile>('/capacity-profiles', { name: 'Beginners' })
  return {
    agent: house.bob.id,
    queue: house.queue.id,
    inbox: house.inbox.id,
    inbox_key: house.inbox.public_key,
    session: talk.session.id,
    conversation: talk.conversation,
    contact: talk.session.contact_id,
    attachment: file.id,
    sign_in: signIn?.id ?? '',
    api_key: made.key.id,
    webhook: webhook.id,
    delivery: sent.id,
    ...(await ruled(house)),
    trunk: lines.trunk.id,
    phone: lines.phone.phone.id,
    phone_number: lines.number.id,
    wrap_up_code: code.id,
    capacity_profile: profile.id,
    presence_reason: reason.id,
    call,
    leg,
    recording,
    visitor: talk.visitor.credential ?? { visitor_id: '', secret: '' },
  }
}

export interface Neighbours {
  house: House
  talk: Chat
  own: Followed
  foreign: Followed
}

/** `foreign` is of the other workspace, which only its own people may know of. */
export async function neighbours(ours: Telephony, theirs: Telephony): Promise<Neighbours> {
  const other = await Server.start(theirs.options)
  const server = await Server.start(ours.options)
  try {
    const otherHouse = await furnish(other)
    const lines = await connect(otherHouse, theirs.carrier, THEIR_NUMBER)
    await isUp(otherHouse)
    const said = await spoken(otherHouse, theirs, lines.trunk)
    const otherTalk = await chat(otherHouse, otherHouse.ann, 'a secret of the neighbours')
    const foreign = await thingsOf(otherHouse, otherTalk, lines, said)
    await other.stop()
    const house = await furnish(server)
    await server.stop()
    moveIn(other, server)
    await server.start()
    const talk = await chat(house, house.ann, 'a word of our own')
    const own = await thingsOf(house, talk, await connect(house, ours.carrier), silent)
    await isUp(house)
    return { house, talk, own, foreign }
  } catch (error) {
    await server.remove()
    throw error
  } finally {
    await other.remove()
  }
}

/** Puts the rows of one stopped server beside those of another. */
function moveIn(other: Server, server: Server) {
  const [from, to] = server.schema ? [other.schema, server.schema] : ['other', 'main']
  const copies = TABLES.split(/\s+/).map(
    (one) => `INSERT INTO ${to}.${one} SELECT * FROM ${from}.${one};`,
  )
  const sql = `UPDATE ${from}.account SET email = 'other-' || email;
    UPDATE ${from}.agent SET email = 'other-' || email;
    ${copies.join('\n')}`
  if (server.schema) {
    const database = process.env.PARLEY_TEST_DATABASE ?? ''
    execFileSync('psql', ['-qX', '-v', 'ON_ERROR_STOP=1', '-d', database], { input: sql })
  } else {
    const attach = `ATTACH '${join(other.data, 'parley.db')}' AS other;`
    execFileSync('sqlite3', ['-bail', join(server.data, 'parley.db'), attach + sql])
  }
}
