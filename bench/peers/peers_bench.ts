// peers_bench: the figure of chat_bench for two other servers, on the same machine in the same run.
//
//   peers.*_durable_per_s   the highest fixed arrival rate at which acknowledgements keep up; the
//                           baseline is Parley's own
//
//   tests/harness/with_postgres node bench/peers/peers_bench.ts [--quick] [--out FILE] [--parley FILE]
//
// --parley names chat_bench's figures of this run. A peer whose packages are missing is skipped; one
// that breaks is told, spoils none of the others' figures, and the end is then 1.

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { keepsUp, Load, type StepResult } from './load.ts'
import type { House, Peer } from './peer.ts'
import * as prosody from './prosody.ts'
import * as socketio from './socketio.ts'

const PEERS: readonly Peer[] = [
  {
    name: 'socketio',
    title: 'Socket.IO with PostgreSQL',
    rates: [500, 1_000, 2_000, 4_000, 8_000],
    delayRate: 2_000,
    ...socketio,
  },
  {
    name: 'prosody',
    title: 'Prosody with its archive in PostgreSQL',
    rates: [60, 125, 250, 500, 1_000, 2_000, 4_000],
    delayRate: 125,
    ...prosody,
  },
]

const WARM_UP_SECONDS = 1 // Not counted: both ends compile what runs often.

/** The shape of every benchmark's report; a baseline of 0 is none. */
interface Figure {
  name: string
  value: number
  unit: string
  baseline: number
  ratio: number
}

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    out: { type: 'string', default: 'build/bench/peers.json' },
    parley: { type: 'string' },
  },
})

/** Prosody takes seconds to fill a thousand rooms. */
const HOUSE: House = { teams: 4, agentsPerTeam: 3, conversations: options.quick ? 200 : 1_000 }

function say(text: string) {
  process.stdout.write(`${text}\n`)
}

function sayStep(r: StepResult) {
  const rate = `${r.step.perSecond}`.padStart(6)
  const delays = [r.acknowledged, r.received].map(
    ({ p50, p99 }) => `p50 ${p50.toFixed(2)} p99 ${p99.toFixed(2)} ms`,
  )
  say(
    `${rate}/s: ${r.ackedPerSecond.toFixed(0)} acked/s, ack ${delays[0]}, at an agent ${delays[1]}, ` +
      `server ${(100 * r.serverCpuShare).toFixed(0)} % of a core, ` +
      `client ${(100 * r.clientCpuShare).toFixed(0)} % and p99 ${r.lateP99.toFixed(2)} ms late` +
      (keepsUp(r) ? '' : ': fell behind'),
  )
}

/**
 * Steps up until acknowledgements fall behind, then halves the gap twice (once if quick). A peer that
 * falls behind may try the step again, lest something else on the machine was to blame.
 */
async function climb(load: Load, rates: readonly number[]): Promise<StepResult[]> {
  const seconds = options.quick ? 1 : 5
  const results: StepResult[] = []
  let kept = 0
  let fell = 0
  const measure = async (perSecond: number, again = !options.quick) => {
    const result = await load.run({ perSecond, seconds })
    results.push(result)
    sayStep(result)
    if (keepsUp(result)) kept = perSecond
    else if (again) await measure(perSecond, false)
    else fell = perSecond
  }
  for (const rate of rates) {
    await measure(rate)
    if (fell > 0) break
  }
  for (let halving = 0; halving < (options.quick ? 1 : 2) && fell > 0; ++halving) {
    await measure((kept + fell) / 2)
  }
  return results
}

function figure(name: string, value: number, unit: string, baseline = 0): Figure {
  return { name: `peers.${name}`, value, unit, baseline, ratio: baseline ? value / baseline : 0 }
}

function figuresOf(peer: Peer, results: readonly StepResult[]): Figure[] {
  const kept = results.filter(keepsUp).reduce((best, r) => Math.max(best, r.ackedPerSecond), 0)
  const client = Math.max(...results.map((r) => r.clientCpuShare))
  const figures = [
    figure(`${peer.name}_durable_per_s`, kept, '1/s', parleyFigure('chat.durable_per_s')),
    figure(`${peer.name}_client_cpu_share_most`, client, 'cores'),
  ]
  const at = results.find((r) => keepsUp(r) && r.step.perSecond === peer.delayRate)
  for (const share of ['p50', 'p99'] as const) {
    const name = `ack_${share}_at_${peer.delayRate}`
    if (!at) break
    figures.push(
      figure(`${peer.name}_${name}`, at.acknowledged[share], 'ms', parleyFigure(`chat.${name}`)),
    )
  }
  return figures
}

function parleyFigure(name: string): number {
  if (!options.parley || !existsSync(options.parley)) return 0
  const figures = JSON.parse(readFileSync(options.parley, 'utf8')) as Figure[]
  return figures.find((figure) => figure.name === name)?.value ?? 0
}

async function measure(peer: Peer): Promise<Figure[]> {
  say(`${peer.title}:`)
  const stage = await peer.start(HOUSE, mkdtempSync(join(folder, `${peer.name}-`)))
  try {
    const load = new Load(stage)
    await load.run({ perSecond: peer.rates[0] ?? 0, seconds: WARM_UP_SECONDS })
    const results = await climb(load, peer.rates)
    await stage.close()
    const stored = stage.stored()
    if (stored !== load.sent) throw new Error(`${stored} messages are stored, not ${load.sent}`)
    return figuresOf(peer, results)
  } finally {
    await stage.close()
  }
}

const folder = mkdtempSync(join(tmpdir(), 'parley-peers-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const figures: Figure[] = []
for (const peer of PEERS) {
  const missing = peer.missing()
  if (missing) {
    say(`SKIPPED: the peer ${peer.title} (missing: ${missing})`)
    continue
  }
  try {
    figures.push(...(await measure(peer)))
  } catch (error) {
    say(`FAILED: the peer ${peer.title}: ${error}`)
    process.exitCode = 1
  }
}
writeFileSync(options.out, `${JSON.stringify(figures, null, 2)}\n`)
for (const { name, value, unit, ratio } of figures) {
  say(
    `${name}: ${Number(value.toPrecision(4))} ${unit}` +
      (ratio ? `, ratio ${ratio.toFixed(3)}` : ''),
  )
}
