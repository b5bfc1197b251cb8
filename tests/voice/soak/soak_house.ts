// The house of the soak: several queues, each with its number and its agents, of whom each has a
// phone on the desk. Callers come from this machine, and may come from one more address.

import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Inbox, PhoneMade, PhoneNumber, Queue, VoiceStatus } from '@parley/api'
import { eventually } from '../../harness/eventually.ts'
import { employ, furnish, type House, type Person } from '../../harness/house.ts'
import { Server } from '../../harness/server.ts'
import { Refused } from '../../harness/client.ts'

/** Below the ports that the kernel gives to whoever asks for any: those may be taken in a restart. */
const PORT = 18_000 + Math.floor(Math.random() * 1_500)
const SOUND_PORTS = [23_000, 25_999] as const
const CARRIER_PORT = PORT + 1_500
const OFFER_SECONDS = 6
const EMPLOYED_AT_ONCE = 8

export interface Size {
  calls: number
  atOnce: number
  agents: number
  queues: number
  /** Of the agents, who speak from a browser. */
  browsers: number
}

export function sizeOf(calls: number): Size {
  const atOnce = Math.min(120, Math.ceil(calls / 2))
  const agents = Math.ceil(0.6 * atOnce)
  const browsers = calls >= 500 ? 3 : 1
  return { calls, atOnce, agents, queues: Math.ceil(agents / 12), browsers }
}

/** By its hand a caller's phone rings when they are offered something, or only when they ask it to. */
export type SeatKind = 'rings' | 'asks' | 'browser'

export interface Employed {
  person: Person
  kind: SeatKind
  queue: Queue
  phone: PhoneMade
}

export interface Place {
  /** Where telephony is, and telephones of this machine. */
  own: string
  /** More come from there. */
  far?: string
}

export interface SoakHouse {
  server: Server
  own: string
  house: House
  port: number
  carrierPort: number
  queues: Queue[]
  employed: Employed[]
  remove: () => Promise<void>
}

export const numberOf = (queue: number) => `86108888${String(6_000 + queue)}`

export async function soakHouse(size: Size, place: Place): Promise<SoakHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-soak-'))
  const file = join(folder, 'parley.toml')
  const [first, last] = SOUND_PORTS
  const ports = [
    `address = "${place.own}"`,
    `port = ${PORT}`,
    `first_port = ${first}`,
    `last_port = ${last}`,
  ]
  writeFileSync(file, ['[voice]', 'enabled = true', ...ports, ''].join('\n'))
  const server = await Server.start({ args: ['--config', file] })
  const remove = async () => {
    await server.remove()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const house = await furnish(server)
    const queues = await lines(house, size, place)
    const employed = await staff(house, size, queues)
    await available(house)
    const { own } = place
    const ports = { port: PORT, carrierPort: CARRIER_PORT }
    return { server, own, house, ...ports, queues, employed, remove }
  } catch (error) {
    await remove()
    throw error
  }
}

async function lines({ boss }: House, size: Size, { own, far }: Place): Promise<Queue[]> {
  const { caller } = boss
  const trunk = await caller.post<{ id: string }>('/trunks', {
    name: 'Carrier',
    host: own,
    port: CARRIER_PORT,
    sources: [own, ...(far ? [far] : [])],
    calls_max: 1_000,
  })
  const queues: Queue[] = []
  for (let at = 0; at < size.queues; at++) {
    const name = `Hotline ${at}`
    const terms = { strategy: 'longest_idle', offer_seconds: OFFER_SECONDS, wrap_up_seconds: 1 }
    const queue = await caller.post<Queue>('/queues', { name, ...terms })
    const inbox = await caller.post<Inbox>('/inboxes', {
      name,
      channel: 'phone',
      queue_id: queue.id,
    })
    await caller.post<PhoneNumber>('/phone-numbers', {
      number: `+${numberOf(at)}`,
      inbox_id: inbox.id,
      trunk_ids: [trunk.id],
    })
    queues.push(queue)
  }
  await caller.patch('/voice-settings', {
    allowed_prefixes: ['+86'],
    calls_max: 1_000,
    agent_calls_max: 10_000,
    agent_minutes_max: 1_440,
  })
  return queues
}

async function staff({ boss }: House, size: Size, queues: Queue[]): Promise<Employed[]> {
  const employed: Employed[] = []
  for (let from = 0; from < size.agents; from += EMPLOYED_AT_ONCE) {
    const some = Array.from(
      { length: Math.min(EMPLOYED_AT_ONCE, size.agents - from) },
      async (_, index) => {
        const at = from + index
        const queue = queues[at % queues.length]
        if (!queue) throw new Error('no queue')
        const kind = at < size.browsers ? 'browser' : at % 2 === 0 ? 'rings' : 'asks'
        const person = await employ(boss, { name: `Agent${at}`, queue_ids: [queue.id] })
        const phone = await boss.caller.post<PhoneMade>('/phones', {
          name: `Desk ${at}`,
          agent_id: person.id,
          rings: kind === 'rings',
        })
        return { person, kind, queue, phone } satisfies Employed
      },
    )
    employed.push(...(await Promise.all(some)))
  }
  return employed
}

/** Until telephony is there; so long it took. */
export async function available({ boss }: House, withinMs = 30_000): Promise<number> {
  const began = Date.now()
  await eventually(async () => {
    try {
      return (await boss.caller.get<VoiceStatus>('/voice')).available || undefined
    } catch (error) {
      if (error instanceof Refused) throw error
      return undefined // The server is not there yet.
    }
  }, withinMs)
  return Date.now() - began
}

/** Of the running `parley voice`; undefined where there is none. */
export function voicePid({ server }: SoakHouse): number | undefined {
  try {
    const words = ['-P', `${server.pid}`, '-f', 'voice']
    return Number(execFileSync('pgrep', words, { encoding: 'utf8' }).trim()) || undefined
  } catch {
    return undefined
  }
}

/** What a process has open, by kind: files by name, sockets and the rest counted. */
export function handlesOf(pid: number): Record<string, number> {
  const open: Record<string, number> = {}
  for (const name of readdirSync(`/proc/${pid}/fd`)) {
    let target: string
    try {
      target = readlinkSync(`/proc/${pid}/fd/${name}`)
    } catch {
      continue // Closed meanwhile.
    }
    const kind = target.replace(/:\[\d+\]$/, '')
    open[kind] = (open[kind] ?? 0) + 1
  }
  return open
}

/** The UDP ports of a process, counted as the kernel lists them. */
export function udpPortsOf(pid: number): string[] {
  const listed = execFileSync('ss', ['-Huanp'], { encoding: 'utf8' })
  const own = listed.split('\n').filter((line) => line.includes(`pid=${pid},`))
  return own.map((line) => line.trim().split(/\s+/)[3] ?? '').sort()
}

/** What it said and its rows, for whoever looks why it failed; answers where. */
export function keepEvidence({ server }: SoakHouse): string {
  const folder = join(tmpdir(), 'parley-soak-failed')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  cpSync(join(server.folder, 'log'), join(folder, 'log'))
  for (const name of readdirSync(server.data).filter((one) => one.startsWith('parley.db')))
    cpSync(join(server.data, name), join(folder, name))
  return folder
}
