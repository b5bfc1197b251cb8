import type { Leg, LegQuality } from '@parley/api'

export type Grade = 'good' | 'fair' | 'poor'

/** How the far end is heard here, over the last while. */
export interface Heard {
  lossPercent: number
  jitterMs: number
  /** There and back; 0: not measured yet. */
  roundTripMs: number
}
/** What a connection has counted so far. */
export interface Counted {
  received: number
  lost: number
  jitterMs: number
  roundTripMs: number
}

const GOOD_MOS = 4
const FAIR_MOS = 3.5
export const LEG_PACKETS_MIN = 50 // A second's: fewer say nothing.

const gradeOf = (mos: number): Grade =>
  mos >= GOOD_MOS ? 'good' : mos >= FAIR_MOS ? 'fair' : 'poor'

/**
 * The score people would give, from 1 to 4.5, by the simplified E-model (ITU-T G.107 with its
 * defaults for G.711): delay costs little until 177 ms, loss costs at once.
 */
export function mosOf({ lossPercent, jitterMs, roundTripMs }: Heard): number {
  const delayMs = roundTripMs / 2 + jitterMs * 2
  const slow = 0.024 * delayMs + 0.11 * Math.max(0, delayMs - 177.3)
  const gaps = (95 * lossPercent) / (lossPercent + 4.3)
  const r = Math.max(0, Math.min(100, 93.2 - slow - gaps))
  return 1 + 0.035 * r + 7e-6 * r * (r - 60) * (100 - r)
}

export function gradeOfHeard(heard: Heard | undefined): Grade | undefined {
  return heard && gradeOf(mosOf(heard))
}

/** How the server hears a leg. */
export function gradeOfLeg(leg: Leg | undefined): Grade | undefined {
  const quality = leg?.quality
  if (!quality || quality.packets < LEG_PACKETS_MIN) return undefined
  return gradeOf(quality.mos_percent / 100)
}

const ORDER: readonly Grade[] = ['poor', 'fair', 'good']

export function worst(grades: readonly (Grade | undefined)[]): Grade | undefined {
  return ORDER.find((grade) => grades.includes(grade))
}

/** Between two looks: an old loss must not colour the present. */
export function heardBetween(before: Counted | undefined, now: Counted): Heard {
  const received = now.received - (before?.received ?? 0)
  const lost = Math.max(0, now.lost - (before?.lost ?? 0))
  const all = received + lost
  return {
    lossPercent: all > 0 ? (100 * lost) / all : 0,
    jitterMs: now.jitterMs,
    roundTripMs: now.roundTripMs,
  }
}

/** The server's own counting of how it hears a leg. */
export const countedOf = ({ packets, lost, jitter_us }: LegQuality): Counted => ({
  received: packets,
  lost,
  jitterMs: jitter_us / 1_000,
  roundTripMs: 0,
})

/** Picks out of a browser's report what matters here; undefined before sound came. */
export function countedIn(report: Iterable<[string, unknown]>): Counted | undefined {
  let counted: Counted | undefined
  let roundTripMs = 0
  for (const [, entry] of report) {
    const one = entry as Record<string, unknown>
    if (one.type === 'inbound-rtp' && one.kind === 'audio') {
      counted = {
        received: Number(one.packetsReceived ?? 0),
        lost: Number(one.packetsLost ?? 0),
        jitterMs: Number(one.jitter ?? 0) * 1000,
        roundTripMs: 0,
      }
    }
    if (one.type === 'candidate-pair' && one.nominated === true) {
      roundTripMs = Number(one.currentRoundTripTime ?? 0) * 1000
    }
  }
  return counted && { ...counted, roundTripMs }
}
