// What the tests of calls share: a server with telephony on ports of its own, a trunk whose other end
// is sipp, a number, a desk phone that is nowhere, and calls that come and go.

import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import type { Call, Inbox, InboxBody, PhoneMade, PhoneNumber, PhoneNumberBody } from '@parley/api'
import type { Session, Trunk, TrunkBody, VoiceStatus } from '@parley/api'
import { eventually } from '../harness/eventually.ts'
import type { House, Person } from '../harness/house.ts'
import { freeUdpPort } from '../harness/lines.ts'
import type { ServerOptions } from '../harness/server.ts'
import { callOf, callWhen, makeReady, served } from '../voice/hotline.ts'
import { hasSipp, SIPP, sippTo } from '../voice/voice.ts'

export { callWhen, hasSipp }

export const OURS = '+861088886666'
export const THEIRS = '+8613900139000'
/** Of sound; a file that runs beside this one takes others. */
const SOUND_PORTS = 200
const SCENARIOS = join(import.meta.dirname, '../voice')

const FINGERPRINT = Array.from({ length: 32 }, () => 'A7').join(':')
/** As a browser says it. Nobody ever speaks by it. */
export const OFFER = offer('8 126', ['a=rtpmap:8 PCMA/8000', 'a=rtpmap:126 telephone-event/8000'])
/** Comfort noise alone: no sound that is spoken here. */
export const NO_SOUND = offer('13', ['a=rtpmap:13 CN/8000'])

function offer(types: string, maps: string[]): string {
  return [
    'v=0',
    'o=- 46117317 2 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'a=group:BUNDLE 0',
    `m=audio 9 UDP/TLS/RTP/SAVPF ${types}`,
    'c=IN IP4 0.0.0.0',
    'a=ice-ufrag:4Zgt',
    'a=ice-pwd:2cTrrVRO4pUX4n8hNGBFqwdI',
    `a=fingerprint:sha-256 ${FINGERPRINT}`,
    'a=setup:actpass',
    'a=mid:0',
    'a=sendrecv',
    'a=rtcp-mux',
    ...maps,
    '',
  ].join('\r\n')
}

export interface Telephony {
  options: ServerOptions
  /** Where SIP is heard. */
  port: number
  /** Where the trunk's other end answers. */
  carrier: number
}

const children: ChildProcess[] = []

/** To be had before the server starts; what it spawns ends with the file. */
export async function telephony(): Promise<Telephony> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-telephony-'))
  const [port, carrier] = [await freeUdpPort(), await freeUdpPort()]
  const first = 28_000 + SOUND_PORTS * Math.floor(Math.random() * 23)
  const file = join(folder, 'parley.toml')
  const sound = [`first_port = ${first}`, `last_port = ${first + SOUND_PORTS - 1}`]
  writeFileSync(file, ['[voice]', 'enabled = true', `port = ${port}`, ...sound, ''].join('\n'))
  after(() => {
    children.forEach((child) => child.kill('SIGKILL'))
    rmSync(folder, { recursive: true, force: true })
  })
  return { options: { args: ['--config', file] }, port, carrier }
}

export interface Lines {
  inbox: Inbox
  trunk: Trunk
  number: PhoneNumber
  /** Ann's. */
  phone: PhoneMade
}

/** Sets up what a company needs that is called, and waits until it can be. */
export async function connect(house: House, carrier: number, ours = OURS): Promise<Lines> {
  const { caller } = house.boss
  const inbox = await caller.post<Inbox>('/inboxes', {
    name: 'Hotline',
    channel: 'phone',
    queue_id: house.queue.id,
  } satisfies InboxBody)
  const trunk = await caller.post<Trunk>('/trunks', {
    name: 'Carrier',
    host: '127.0.0.1',
    port: carrier,
  } satisfies TrunkBody)
  const number = await caller.post<PhoneNumber>('/phone-numbers', {
    number: ours,
    inbox_id: inbox.id,
    trunk_ids: [trunk.id],
  } satisfies PhoneNumberBody)
  const body = { name: 'Desk 3', agent_id: house.ann.id, rings: false }
  const phone = await caller.post<PhoneMade>('/phones', body)
  await caller.patch('/voice-settings', { allowed_prefixes: ['+86'] })
  return { inbox, trunk, number, phone }
}

export async function isUp(house: House) {
  const { caller } = house.boss
  await eventually(async () => (await caller.get<VoiceStatus>('/voice')).available || undefined)
}

/** sipp ends where another has its port: these are many. */
function soundPort(): string {
  return `${23_000 + 4 * Math.floor(Math.random() * 1_200)}`
}

/** The trunk's other end: whoever is called through it answers, and stays until hung up. */
export async function answering(house: House, { id, port }: Trunk, scenario = 'answerer') {
  const file = join(SCENARIOS, `${scenario}.xml`)
  // prettier-ignore
  const words = ['-sf', file, '-i', '127.0.0.1', '-p', `${port}`, '-mp', soundPort(),
    '-d', '50', '-nostdin', '-rtp_echo']
  children.push(spawn(SIPP, words, { cwd: house.server.folder, stdio: 'ignore' }))
  await eventually(async () => {
    const { state } = await house.boss.caller.get<Trunk>(`/trunks/${id}`)
    return state === 'up' || undefined
  })
}

/** Somebody calls, and stays on the line until hung up. */
export function calling(port: number, cwd: string, ours = OURS): ChildProcess {
  const args = ['-s', ours.slice(1), '-rtp_echo', '-timeout', '120s', '-mp', soundPort()]
  const child = spawn(SIPP, sippTo(port, { scenario: 'patient', args }), { cwd, stdio: 'ignore' })
  children.push(child)
  return child
}

/** A call that `agent` accepted; nobody of ours is on the line. Others must not be ready. */
export async function taken(house: House, port: number, agent: Person, ours = OURS) {
  const desk = await makeReady(agent)
  calling(port, house.server.folder, ours)
  const session: Session = await served(agent)
  const call = await callOf(agent, session)
  return { desk, session, call, path: `/calls/${call.id}` }
}

/** The leg that was called in answers. */
export async function outside(agent: Person, call: string): Promise<string> {
  const found = await callWhen(agent, call, (one: Call) =>
    one.legs.some((leg) => leg.kind === 'outside' && leg.state === 'joined'),
  )
  return found.legs.find((leg) => leg.state === 'joined' && leg.kind === 'outside')?.id ?? ''
}
