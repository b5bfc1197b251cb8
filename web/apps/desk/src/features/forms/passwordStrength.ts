import { lengthOf, PASSWORD_MIN } from './checks'

export type Strength = 'short' | 'weak' | 'fair' | 'strong'

const FAIR_BITS = 50
const STRONG_BITS = 70

/**
 * A rough hint while typing, not a promise: length times the variety of characters, less what
 * repeats. Length weighs most, because a long phrase is both stronger and easier to remember.
 */
export function passwordStrength(password: string): Strength {
  if (lengthOf(password) < PASSWORD_MIN) return 'short'
  const alphabet = alphabetOf(password)
  const distinct = new Set(password).size
  const effective = Math.min(lengthOf(password), distinct * 2)
  const bits = effective * Math.log2(alphabet)
  if (bits >= STRONG_BITS) return 'strong'
  return bits >= FAIR_BITS ? 'fair' : 'weak'
}

function alphabetOf(password: string): number {
  let size = 2
  if (/[a-z]/.test(password)) size += 24
  if (/[A-Z]/.test(password)) size += 26
  if (/[0-9]/.test(password)) size += 10
  if (/[^a-zA-Z0-9]/.test(password)) size += 32
  return size
}
