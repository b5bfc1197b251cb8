import type { Id, Queue, WrapUpCode } from '@parley/api'

/** As many as a session may have; the server's bound. */
export const CODES_MAX = 5

/** What can be chosen: those in use, and those the session has already. */
export function choices(codes: readonly WrapUpCode[], chosen: readonly Id[]): WrapUpCode[] {
  return codes.filter((code) => code.active || chosen.includes(code.id))
}

/** Whether the queue asks for a code, and there is one to choose. */
export function wantsCode(queue: Queue | undefined, codes: readonly WrapUpCode[]): boolean {
  return queue?.wrap_up_codes === 'required' && codes.some((code) => code.active)
}

/** Whether the queue has its sessions say by a code what they were about. */
export function takesCodes(queue: Queue | undefined): boolean {
  return queue?.wrap_up_codes !== 'off'
}
