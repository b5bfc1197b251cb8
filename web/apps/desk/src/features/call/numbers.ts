/** What is written into a number for the eye. */
const ORNAMENT = /[\s().\-\u2010-\u2015/·]/g
const DIALABLE = /^\+?[0-9*#]{2,32}$/

/** A number as it is dialled, of what somebody typed or pasted; undefined: it is none. */
export function dialable(typed: string): string | undefined {
  const bare = typed.normalize('NFKC').replace(/^tel:/i, '').replace(ORNAMENT, '')
  return DIALABLE.test(bare) ? bare : undefined
}
