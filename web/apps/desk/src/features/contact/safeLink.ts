/** A visitor's page tells its own address; only an address of the web becomes a link. */
export function safeLink(url: string): string | undefined {
  try {
    const { protocol, href } = new URL(url)
    return protocol === 'http:' || protocol === 'https:' ? href : undefined
  } catch {
    return undefined
  }
}
