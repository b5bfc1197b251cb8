// A house that is called: `parley serve` with its voice process on free ports of loopback, one inbox
// of the phone channel, a trunk that is sipp's on this machine, and a number of ours.

import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import type { BrowserAnswer, Call, Inbox, InboxBody, Page, PhoneNumber, Play } from '@parley/api'
import type { PhoneNumberBody, Session, Trunk, TrunkBody, VoiceStatus } from '@parley/api'
import { eventually } from '../harness/eventually.ts'
import { furnish, type House, type Person } from '../harness/house.ts'
import { Server, type ServerOptions } from '../harness/server.ts'
import { Softphone } from './softphone.ts'
import { parseRecording, writeTone, type Recorded } from './sound.ts'
import { freePort, SIPP, sippTo } from './voice.ts'

export const NUMBER = '+861088886666'
/** As the carrier tells it. */
const DIALLED = '861088886666'
const PORTS_EACH = 100

export interface Hotline {
  server: Server
  house: House
  port: number
  inbox: Inbox
  trunk: Trunk
  /** Calls our number by sipp, and answers what becomes of it. */
  call: (scenario?: string, args?: string[]) => ChildProcess
}

function soundPorts(): [number, number] {
  const first = 30_000 + PORTS_EACH * Math.floor(Math.random() * 250)
  return [first, first + PORTS_EACH - 1]
}

/** Of `[voice]`, in a file of its own; and the SIP port. */
export async function voiceConfig(t: TestContext, more: readonly string[] = []) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-hotline-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const port = await freePort()
  const [first, last] = soundPorts()
  const file = join(folder, 'parley.toml')
  const lines = ['[voice]', 'enabled = true', `port = ${port}`, `first_port = ${first}`]
  writeFileSync(file, [...lines, `last_port = ${last}`, ...more, ''].join('\n'))
  return { port, args: ['--config', file] }
}

export async function hotline(
  t: TestContext,
  options: { trunk?: Partial<TrunkBody>; server?: ServerOptions } = {},
): Promise<Hotline> {
  const { port, args } = await voiceConfig(t)
  const server = await Server.start({ ...options.server, args })
  t.after(() => server.remove())
  const house = await furnish(server)
  const { caller } = house.boss
  const inbox = await caller.post<Inbox>('/inboxes', {
    name: 'Hotline',
    channel: 'phone',
    queue_id: house.queue.id,
  } satisfies InboxBody)
  const trunk = await caller.post<Trunk>('/trunks', {
    name: 'Carrier',
    host: '127.0.0.1',
    ...options.trunk,
  } satisfies TrunkBody)
  await caller.post<PhoneNumber>('/phone-numbers', {
    number: NUMBER,
    inbox_id: inbox.id,
    trunk_ids: [trunk.id],
  } satisfies PhoneNumberBody)
  await caller.patch('/voice-settings', { allowed_prefixes: ['+86'] })
  await eventually(async () => (await caller.get<VoiceStatus>('/voice')).available || undefined)
  const call = (scenario = 'listener', more: string[] = ['-rtp_echo']) =>
    spawn(SIPP, sippTo(port, { scenario, args: ['-s', DIALLED, ...more] }), { cwd: server.folder })
  return { server, house, port, inbox, trunk, call }
}

export async function makeReady(person: Person) {
  const desk = await person.caller.line()
  desk.send({ type: 'presence', presence: 'ready' })
  return desk
}

/** The session that is offered to them, accepted. */
export async function served(person: Person): Promise<Session> {
  const session = await eventually(async () => {
    const { items } = await person.caller.get<Page<Session>>('/sessions?list=queue')
    return items.find((one) => one.offer?.agent_id === person.id)
  })
  const offer = session.offer?.number
  return person.caller.post<Session>(`/sessions/${session.id}/accept`, { offer })
}

export async function callOf(person: Person, session: Session): Promise<Call> {
  const { items } = await person.caller.get<Page<Call>>(
    `/calls?conversation_id=${session.conversation_id}`,
  )
  const call = items.find((one) => one.session_id === session.id)
  if (!call) throw new Error('the session has no call')
  return call
}

/** Waits until the call is as it should be. */
export async function callWhen(person: Person, id: string, is: (call: Call) => boolean) {
  return eventually(async () => {
    const call = await person.caller.get<Call>(`/calls/${id}`)
    return is(call) ? call : undefined
  })
}

/** A browser whose microphone says a tone. */
export async function toneBrowser(t: TestContext, server: Server, hertz: number) {
  const microphone = join(server.folder, `microphone-${hertz}.wav`)
  writeTone(microphone, hertz, 10)
  const phone = await Softphone.open(microphone)
  t.after(() => phone.close())
  return phone
}

export async function joinBy(phone: Softphone, person: Person, call: Call) {
  const { answer } = await person.caller.post<BrowserAnswer>(`/calls/${call.id}/browser`, {
    offer: await phone.offer(),
  })
  await phone.answered(answer)
}

/** The sound of a recording, as whoever may hears it. */
export async function played(person: Person, recording: string): Promise<Recorded> {
  const play = await person.caller.post<Play>(`/recordings/${recording}/play`)
  const { origin } = person.caller.server
  const answer = await fetch(`${origin}${play.url}`, { headers: { cookie: person.caller.cookie } })
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`)
  return parseRecording(Buffer.from(await answer.arrayBuffer()))
}
