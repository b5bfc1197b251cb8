/** What a person typed, one to a line or set apart by commas, each once. */
export function linesOf(text: string): string[] {
  return [
    ...new Set(
      text
        .split(/[\s,;，；]+/)
        .map((one) => one.trim())
        .filter(Boolean),
    ),
  ]
}

/** "+86": a plus sign and digits. */
const PREFIX = /^\+\d{0,15}$/

/** Prefixes as the server keeps them: a calling code typed without its sign gets it. */
export function prefixesOf(text: string): string[] {
  return linesOf(text).map((one) => (/^\d+$/.test(one) ? `+${one.replace(/^00/, '')}` : one))
}

export function wrongPrefix(prefixes: readonly string[]): string | undefined {
  return prefixes.find((one) => !PREFIX.test(one))
}
