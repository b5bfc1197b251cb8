// What is said to a process of far telephones, and what it says: a line of JSON each.

import type { Trouble } from './lossy_way.ts'

/** What becomes of a call of theirs, so long after it was placed or answered. */
export type CallerEnd =
  /** Before it is answered, if they are fast enough. */
  | 'gives_up'
  | 'hangs_up'
  /** Nothing is said, no BYE, no sound. */
  | 'vanishes'
  /** Never says that it has our answer. */
  | 'never_confirms'
  /** Until it is hung up, or nothing is heard any more. */
  | 'stays'

export type FarCommand =
  | { do: 'call'; from: string; to: string; end: CallerEnd; afterMs: number; trouble?: Trouble }
  | { do: 'own_phone'; user: string; password: string; trouble?: Trouble }
  /** All phones, once more. */
  | { do: 'register' }
  /** Whoever is called by a trunk answers, or not, here. */
  | { do: 'carrier'; port: number }
  /** Callers, and whoever was called outside, hang up within so long. */
  | { do: 'leave'; withinMs: number }
  /** From now on every phone that rings is picked up, and stays. */
  | { do: 'calm' }

export type FarTold =
  | { told: 'up' }
  | { told: 'registered'; user: string }
  /** A caller's call was answered; or one that a carrier took. */
  | { told: 'connected'; number: string; at: number }
  | { told: 'over'; number: string; at: number; how: string }
  /** An agent's phone is picked up; the contact's number is told by who calls. */
  | { told: 'picked_up'; user: string; number: string; at: number }
  /** That phone holds the line, or takes it up again. */
  | { told: 'held'; number: string; at: number; held: boolean }
  /** Callers who are on the line, or still ring. */
  | { told: 'standing'; calls: number }
