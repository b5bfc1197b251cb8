import type { Agent, PresenceReason } from '@parley/api'

/** What somebody may be away for, in order: those in use, and what they have. Pure. */
export function choices(reasons: readonly PresenceReason[], has = ''): readonly PresenceReason[] {
  return reasons.filter((reason) => reason.active || reason.word === has)
}

/** From when on they are away too long; undefined: as long as they like. Pure. */
export function dueAt(
  reasons: readonly PresenceReason[],
  agent: Pick<Agent, 'presence' | 'presence_reason' | 'presence_since'> | undefined,
): number | undefined {
  if (agent?.presence !== 'away') return undefined
  const minutes = reasons.find(({ word }) => word === agent.presence_reason)?.minutes_max ?? 0
  return minutes > 0 ? agent.presence_since + minutes * 60_000 : undefined
}

/** What a reason is called: its name, else one of ours in `own`, else nothing. Pure. */
export function wordsOf(
  reasons: readonly PresenceReason[],
  word: string,
  own: (word: string) => string | undefined,
): string {
  return reasons.find((reason) => reason.word === word)?.name ?? own(word) ?? ''
}
