const CJK = /[぀-ヿ㐀-鿿가-힯]/u

const NUMBER = /^\+?[\d\s-]{3,}$/

/**
 * "Ann Lee" → "AL"; 王小明 → 明: the last character tells Chinese names apart, the last digits tell
 * numbers.
 */
export function initials(name: string): string {
  const trimmed = name.trim()
  if (trimmed === '') return '?'
  if (NUMBER.test(trimmed)) return trimmed.slice(-2)
  const letters = Array.from(trimmed)
  if (CJK.test(trimmed)) return letters.filter((letter) => CJK.test(letter)).at(-1) ?? '?'
  const words = trimmed.split(/\s+/)
  const first = Array.from(words[0] ?? '')[0] ?? '?'
  const last = words.length > 1 ? (Array.from(words.at(-1) ?? '')[0] ?? '') : ''
  return (first + last).toUpperCase()
}
